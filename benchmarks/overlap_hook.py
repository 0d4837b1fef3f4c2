"""Ask the overlap benchmark for its figures, where there is one."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

_MODULE = "benchmarks.overlap_bench"


def overlap_figures(quick: bool) -> dict[str, Any]:
    """Return the figures of `overlap_bench.measure(quick)` by their names; say so where it is lacking."""
    if find_spec(_MODULE) is None:
        return {"not measured": f"no module {_MODULE}"}
    figures: dict[str, Any] = import_module(_MODULE).measure(quick)
    return figures
