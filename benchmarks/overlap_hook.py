"""Ask the overlap benchmark for its figures, where there is one."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from benchmarks.functions_bench import function_figures
from benchmarks.overlap.stances import stance_figures

_MODULE = "benchmarks.overlap.accuracy"
_FIGURES = ("precision", "recall", "granularity", "plagdet")


def overlap_figures(quick: bool) -> dict[str, Any]:
    """Return the figures of planted passages by kind and name; say so where nothing measures them."""
    if find_spec("benchmarks.overlap") is None or find_spec(_MODULE) is None:
        return {"not measured": f"no module {_MODULE}"}
    module = import_module(_MODULE)
    size = {"documents": 60, "queries": 4} if quick else {}
    found = {
        f"{kind} {name}": float(getattr(measures, name))
        for kind, measures in module.accuracy(**size).items()
        for name in _FIGURES
    }
    flagged, pairs = module.flagged_clean(**size)
    found |= {"template-only pairs flagged": f"{flagged} / {pairs}"} | stance_figures()
    return found | function_figures(quick)
