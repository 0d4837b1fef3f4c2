"""Fit the weights of overlap/passages/sentences.py on pairs of sentences with known truth.

Run: python -m benchmarks.overlap_calibrate. Prints the weights and what they do on pairs left out of the fit.
Positives are rewritten sentences, by rule and by hand; negatives are other sentences of the same domain and
of the same passage, and of paragraphs written independently on one subject. The pairs by hand were written
by the authors of this program; `paraphrases.tsv` and its like take no part in the fit, they only show it.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rapidfuzz import process
from rapidfuzz.fuzz import ratio
from sklearn.linear_model import LogisticRegression

from benchmarks.overlap.pairs import SAME_TOPIC, read_pairs
from benchmarks.overlap.prose import Author
from benchmarks.overlap.rewrite import heavy
from proposal_check.overlap.fold import fold
from proposal_check.overlap.passages.sentences import FEATURES, Rarity, features

_TRAINING = Path(__file__).parent / "overlap" / "paraphrases_train.tsv"
_SHOWN = Path(__file__).parent / "overlap" / "paraphrases.tsv"
_AUTHORS = 150
# So many of the most alike sentences of other authors stand against each rewritten one.
_HARD = 6


@dataclass(frozen=True)
class Judged:
    """A pair of folded sentences, whether one is the other in other words, and what it was taken from."""

    one: str
    other: str
    same: bool
    passage: str


def generated() -> Iterator[Judged]:
    """Pair sentences with their rewriting, and with the most similar sentences of other authors."""
    rng = random.Random(11)
    pools: dict[str, list[str]] = {}
    for seed in range(_AUTHORS, 4 * _AUTHORS):
        author = Author(seed)
        pools.setdefault(author.domain, []).extend(_sentences(author))
    for seed in range(_AUTHORS):
        author = Author(seed)
        for sentence in _sentences(author):
            yield Judged(_fold(sentence), _fold(heavy(sentence, rng)), True, f"author {seed}")
            alike = process.extract(sentence, pools[author.domain], scorer=ratio, limit=_HARD)
            for other, _, _ in alike:
                yield Judged(_fold(sentence), _fold(other), False, f"author {seed}")


def _sentences(author: Author) -> list[str]:
    return [part + "。" for part in author.paragraph(6).split("。")[:-1]]


def by_hand(path: Path) -> Iterator[Judged]:
    """Pair the sentences of passages written by hand, in place and out of place."""
    for number, pair in enumerate(read_pairs(path)):
        ours, theirs = (text.replace("；", "。").split("。")[:-1] for text in (pair.source, pair.rewritten))
        independent = pair.kind == SAME_TOPIC
        if independent or len(ours) == len(theirs):
            for i, one in enumerate(ours):
                for j, other in enumerate(theirs):
                    yield Judged(_fold(one), _fold(other), i == j and not independent, f"hand {number}")


def main() -> None:
    pairs, shown = [*generated(), *by_hand(_TRAINING)], [*by_hand(_SHOWN)]
    rarity = Rarity(dict.fromkeys(pair.one for pair in pairs))
    hand = np.array([pair.passage.startswith("hand") for pair in pairs])
    truth = np.array([pair.same for pair in pairs])
    # What shares whole clauses by chance is commoner among the generated than in life.
    weights = np.where(~hand, 0.3, np.where(truth, 4.0, 1.0))
    matrix = np.array([_features(pair, rarity) for pair in pairs])
    model = LogisticRegression(C=10.0, max_iter=1000).fit(matrix, truth, sample_weight=weights)
    print("WEIGHTS =", tuple(round(float(w), 2) for w in (*model.intercept_, *model.coef_[0])), FEATURES)
    chances = model.predict_proba(matrix)[:, 1]
    _report("generated, fitted", chances[~hand], truth[~hand])
    _report("by hand, fitted", chances[hand], truth[hand])
    unseen = model.predict_proba(np.array([_features(pair, rarity) for pair in shown]))[:, 1]
    _report("by hand, not in the fit", unseen, np.array([pair.same for pair in shown]))


def _report(
    name: str, chances: "np.typing.NDArray[np.float64]", truth: "np.typing.NDArray[np.bool_]"
) -> None:
    for threshold in (0.5, 0.8, 0.9, 0.95):
        said = chances >= threshold
        hits = int((said & truth).sum())
        precision, recall = hits / max(int(said.sum()), 1), hits / int(truth.sum())
        print(f"{name}: threshold {threshold} precision {precision:.3f} recall {recall:.3f} n {len(truth)}")


def _features(pair: Judged, rarity: Rarity) -> tuple[float, ...]:
    return features(rarity.sentence(0, 0, pair.one), rarity.sentence(0, 0, pair.other))


def _fold(text: str) -> str:
    return fold(text).text()


if __name__ == "__main__":
    main()
