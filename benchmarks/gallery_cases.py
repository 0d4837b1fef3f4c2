"""What the gallery shows besides the faulty example: letters of any length, and a small batch."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from benchmarks.quarter import write_submissions
from benchmarks.submissions.build import DATE, build
from benchmarks.submissions.docx_writer import write
from benchmarks.submissions.formatting import FORMATS
from benchmarks.submissions.load import load
from benchmarks.submissions.long import lengthen
from benchmarks.submissions.manuscript import print_proposal
from proposal_check.batch import Options, run_batch
from proposal_check.overlap.library import load_library
from proposal_check.packs.load import load_pack
from proposal_check.report.to_letter import write_letter
from proposal_check.review.paths import review_paths

_REGISTERS = Path(__file__).parent.parent / "corpora" / "registers"
_DOZEN = (
    "name_without_district", "cover_without_date", "contents_outdated", "section_missing", "labour_rate_high",
    "row_arithmetic", "subtotal_wrong", "module_without_effort", "supervision_missing", "platform_rebuilt",
    "predecessor_without_data",
)  # fmt: skip
_BATCHES = 25


def _built(base: str, *faults: str) -> bytes:
    return build(base, "typed", faults).docx


def _long() -> bytes:
    """Make a proposal of 300 pages whose modules are priced wrongly every third time."""
    proposal = load("smart_parking")
    lengthen(proposal, _BATCHES // 2)
    for item in proposal.budget.modules[::3]:
        item.stated = item.amount + Decimal(1000)
    return write(print_proposal(proposal, FORMATS["typed"]), FORMATS["typed"], {}, DATE)


# opinions or places → pack, file
LETTERS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "0": ("quzhou", lambda: _built("rural_logistics")),
    "1": ("linan", lambda: _built("rural_water")),
    "12": ("linan", lambda: _built("smart_parking", *_DOZEN)),
    "200": ("linan", _long),
}


def write_letters(out: Path) -> list[Path]:
    """Write a letter without opinions, with one, with a dozen and with two hundred places."""
    library, letters = load_library(_REGISTERS), []
    for name, (pack_id, make) in LETTERS.items():
        pack, source = load_pack(pack_id), out / f"方案{name}.docx"
        source.write_bytes(make())
        letters.append(out / f"letter-{name}.docx")
        write_letter(review_paths([source], pack, library).review, pack, letters[-1])
    return letters


def write_batch(out: Path) -> Path:
    """Run a batch of forty submissions, half of them hostile, and give its summary page."""
    write_submissions(out / "quarter", 40, 5)
    options = Options("linan", date(2026, 6, 30), library=_REGISTERS, jobs=2)
    run_batch(out / "quarter", out / "batch", options)
    return out / "batch" / "summary.html"
