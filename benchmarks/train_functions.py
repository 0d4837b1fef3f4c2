"""Train the likeness of modules and write its weights: python -m benchmarks.train_functions.

Needs scikit-learn; the program itself reads the weights only. Prints what the held-out pairs say of them.
"""

import json
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.model_selection import GroupKFold, cross_val_predict  # type: ignore[import-untyped]

from benchmarks.functions.figures import classified
from benchmarks.functions.pairs import Pair, held_out, training_pairs
from proposal_check.overlap.likeness import FEATURES, features, phrase

WEIGHTS = Path(__file__).parents[1] / "src" / "proposal_check" / "overlap" / "likeness.json"


def table(pairs: list[Pair]) -> tuple[np.ndarray, np.ndarray]:
    """Measure the pairs: their features and whether they are one function."""
    rows = [features(phrase(p.mine), phrase(p.theirs), p.detail) for p in pairs]
    return np.array(rows), np.array([p.same for p in pairs])


def main() -> None:
    pairs = training_pairs()
    # Equal cores score 1 whatever the weights are, so they would only blunt them.
    told = [p for p in pairs if phrase(p.mine).core != phrase(p.theirs).core]
    x, y = table(told)
    groups = [sum(map(ord, p.mine)) % 10 for p in told]
    model = LogisticRegression(C=1.0, max_iter=2000)
    guesses = cross_val_predict(model, x, y, groups=groups, cv=GroupKFold(5), method="predict_proba")[:, 1]
    model.fit(x, y)
    weights = {name: round(float(w), 4) for name, w in zip(FEATURES, model.coef_[0], strict=True)}
    data = {"intercept": round(float(model.intercept_[0]), 4), "weights": weights}
    WEIGHTS.write_text(json.dumps(data, indent=1) + "\n", "utf-8")
    print(dict(Counter(p.kind for p in told)), data)
    print(f"cross-validated, by name: Brier {np.mean((guesses - y) ** 2):.4f}")
    for low in np.arange(0, 1, 0.2):
        chosen = (guesses >= low) & (guesses < low + 0.2)
        print(f"said {low:.1f}–{low + 0.2:.1f}: {chosen.sum():5d} pairs, {y[chosen].mean():.2f} the same")
    print("held out:", classified(held_out()))


if __name__ == "__main__":
    main()
