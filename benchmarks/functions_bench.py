"""Measure function search: python -m benchmarks.functions_bench [systems …].

Recall@10, exact, renamed and in other words, on pairs held out for evaluation and on blind ones; precision of
what is reported; both with names alone and with what function tables say of two modules in three; cost in
registers of so many systems, 100 000 unless told.
"""

import sys
from typing import Any

from benchmarks.functions.figures import classified, recall, reported, speed
from benchmarks.functions.modules import proposals
from benchmarks.functions.pairs import Pair, blind, blind_second, blind_third, described, held_out

SMALL = 1000
_SETS = {
    "": held_out(),
    "blind ": blind(),
    "second blind ": blind_second(),
    "third blind ": blind_third(),
}


def function_figures(quick: bool) -> dict[str, Any]:
    """Return the figures by name; a quick run searches among 10 000 systems instead of 100 000.

    Most registers are small: what is found among 1 000 systems is told too.
    """
    size = 10_000 if quick else 100_000
    exact = [Pair("exact", m.name, m.name, m.detail) for known in proposals().values() for m in known]
    found: dict[str, Any] = {}
    for name, pairs in _SETS.items():
        for told, asked in (("", pairs), ("described ", described(pairs))):
            sought = asked if name or told else [*asked, *exact]
            found |= {f"function recall@10 {name}{told}{k}": v for k, v in recall(sought, size).items()}
            small = recall(asked, SMALL).items()
            found |= {f"function recall@10 in {SMALL} systems {name}{told}{k}": v for k, v in small}
            found |= {f"function pairs reported: {name}{told}{k}": v for k, v in reported(asked).items()}
            found |= {
                f"function pairs called the same: {name}{told}{k}": v for k, v in classified(asked).items()
            }
    return found | {f"function search in {size} systems: {name}": v for name, v in speed(size).items()}


def main() -> None:
    for size in map(int, sys.argv[1:] or ["100000"]):
        for name, value in function_figures(quick=size < 100_000).items():
            print(f"{name:50} {value}", flush=True)


if __name__ == "__main__":
    main()
