"""Cost of reading and reviewing a long submission, as ratios to the floors of the same run."""

import tempfile
from pathlib import Path
from typing import Any

from benchmarks.formats import office
from benchmarks.measure.cost import Cost, help_seconds, measure
from benchmarks.measure.pages import page_texts
from benchmarks.submissions.build import DATE
from benchmarks.submissions.docx_writer import write
from benchmarks.submissions.formatting import FORMATS
from benchmarks.submissions.load import load
from benchmarks.submissions.long import lengthen
from benchmarks.submissions.manuscript import print_proposal

_BASE = "smart_parking"
_TASKS = {
    "docx": ("lxml_floor", "python_docx", "our_read", "our_review"),
    "pdf": ("pdfium_tablers", "our_read", "our_review"),
}
# 17 batches make about 200 pages, 27 about 300
_BATCHES = {"200 pages": 17, "300 pages": 27}


def long_docx(batches: int) -> bytes:
    proposal = load(_BASE)
    lengthen(proposal, batches)
    return write(print_proposal(proposal, FORMATS["word"]), FORMATS["word"], {}, DATE)


def measure_costs(full: bool) -> dict[str, Any]:
    """Return seconds, MiB and sizes per file and task; PDF needs LibreOffice, pdfplumber `full`."""
    found: dict[str, Any] = {"help_seconds": help_seconds()}
    with tempfile.TemporaryDirectory() as folder:
        for name, batches in _BATCHES.items():
            if name == "200 pages" or full:
                found[name] = _of_file(Path(folder), long_docx(batches), full)
    return found


def _of_file(folder: Path, docx: bytes, full: bool) -> dict[str, Any]:
    files = {"docx": docx} | ({"pdf": office.convert({"a": docx})["a"]} if office.available() else {})
    found: dict[str, Any] = {"pages": len(page_texts(files["pdf"])) if "pdf" in files else None}
    for suffix, data in files.items():
        path = folder / f"long.{suffix}"
        path.write_bytes(data)
        tasks = _TASKS[suffix] + (("pdfplumber",) if suffix == "pdf" and full else ())
        found[suffix] = {task: measure(task, path) for task in tasks}
        found[suffix]["bytes"] = len(data)
    return found


def ratio(costs: dict[str, Cost], task: str, floor: str) -> float | None:
    """Divide the warm seconds of two tasks on the same file."""
    if task not in costs or floor not in costs:
        return None
    return costs[task].seconds / costs[floor].seconds
