"""Look for a caption at every table and figure of the chapters.

Small tables and what stands on the cover need none. One remark covers all tables, one all figures.
"""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.model.document import Anchor, Figure, Table
from proposal_check.model.finding import Hit

VALUES = frozenset({"kind", "count", "total"})
_ROWS, _COLUMNS = 3, 3
_SHOWN = 8


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def run(case: Case, params: Params) -> Iterable[Hit]:  # noqa: ARG001
    """Yield one hit for the tables and one for the figures without a caption."""
    for kind, found in (("表", list(_tables(case))), ("图", list(_figures(case)))):
        bare = [anchor for anchor, caption in found if not caption]
        if bare:
            values = {"kind": kind, "count": str(len(bare)), "total": str(len(found))}
            yield Hit(f"{kind}的题注", values, tuple(bare[:_SHOWN]))


def _tables(case: Case) -> Iterator[tuple[Anchor, str | None]]:
    for index, block in enumerate(case.document.blocks):
        if isinstance(block, Table) and _large(block) and case.document.section_path(index):
            yield Anchor(index, 0, 0, ""), block.caption


def _large(table: Table) -> bool:
    flows = table.origin == "flow" and bool(table.text.strip())
    return flows and table.rows >= _ROWS and table.cols >= _COLUMNS


def _figures(case: Case) -> Iterator[tuple[Anchor, str | None]]:
    for index, block in enumerate(case.document.blocks):
        if isinstance(block, Figure) and block.origin == "flow" and case.document.section_path(index):
            yield Anchor(index, 0, 0, ""), block.caption
