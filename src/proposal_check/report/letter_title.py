"""The title of the letter and the name of the document it speaks of."""

import re
from itertools import accumulate

from proposal_check.model.finding import Conclusion, Outcome, Review
from proposal_check.overlap.words import cut
from proposal_check.packs.schema import Pack
from proposal_check.report.wording import clean, fact_text, shorten

TITLE_LINE = 20
_PHRASE = re.compile("建设方案|规范性|修改意见")


def document_name(review: Review, pack: Pack) -> str:
    """Name the document by the project, or by its file when the project's name is unknown."""
    if not fact_text(review.facts, "project_name", ""):
        return shorten(review.submission.main.source.name.rpartition(".")[0], 80)
    return _named(review, pack)


def document_words(review: Review, pack: Pack) -> str:
    """Name the document in a sentence: by its title, or by its kind and file when there is none."""
    if fact_text(review.facts, "project_name", ""):
        return f"《{_named(review, pack)}》"
    kind = fact_text(review.facts, "doc_kind", pack.manifest.document_kind)
    return f"{kind}（文件名“{shorten(review.submission.main.source.name, 80)}”）"


def _named(review: Review, pack: Pack) -> str:
    kind = fact_text(review.facts, "doc_kind", pack.manifest.document_kind)
    name = fact_text(review.facts, "project_name", "")
    if name.endswith(kind):
        return name
    return (name.removesuffix("项目") if kind.startswith("项目") else name) + kind


def title(review: Review, pack: Pack) -> str:
    """Fill the pack's letter title; what the title says after the name is not said twice.

    A letter that asks for no changes does not speak of any in its title.
    """
    name = fact_text(review.facts, "project_name", "××").removesuffix(clean(pack.manifest.document_kind))
    words = pack.manifest.letter_title.replace("{project}", name.removesuffix("项目") or "××")
    asks = any(f.outcome is Outcome.FAIL for f in review.findings)
    if not asks or review.conclusion is Conclusion.READY:
        words = words.replace("修改意见", "意见")
    return "\n".join(_lines(clean(words)))


def _lines(words: str) -> list[str]:
    """Break a title into lines of about equal length, between words, at best where a phrase begins."""
    if len(words) <= TITLE_LINE:
        return [words]
    phrases = {m.start() for m in _PHRASE.finditer(words)}
    wanted = len(words) / -(-len(words) // TITLE_LINE)
    fitting = [i for i in set(accumulate(map(len, cut(words)))) | phrases if 0 < i <= TITLE_LINE]
    at = min(fitting, key=lambda i: (abs(i - wanted) - 3 * (i in phrases), i), default=TITLE_LINE)
    return [words[:at], *_lines(words[at:])]
