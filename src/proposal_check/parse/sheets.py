"""A worksheet as a reader of any spreadsheet format hands it over: shown texts by place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from proposal_check.errors import UnreadableFile
from proposal_check.parse import limits
from proposal_check.parse.blanks import leading_blanks

# First row, first column, last row, last column; 0-based, all included.
Area = tuple[int, int, int, int]
SPLIT_ADVICE = "请只提交概算等表格本身，删除多余的行列后重新提交。"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet; `cells` maps (row, column), 0-based, to the text shown, blank ones left out.

    `invisible` counts values whose format shows nothing, `errors` cells that show #REF! and the like,
    `uncalculated` formulas saved without a result, `unformatted` numbers whose format is not known
    here, `dangling` references to strings that are not there. `indents` says how far a text stands in, in
    characters, where it does.
    """

    name: str
    cells: Mapping[tuple[int, int], str]
    merges: tuple[Area, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_cols: frozenset[int] = frozenset()
    invisible: int = 0
    errors: int = 0
    uncalculated: int = 0
    unformatted: int = 0
    dangling: int = 0
    indents: Mapping[tuple[int, int], float] = field(default_factory=dict)


@dataclass(slots=True)
class CellCollector:
    """Takes the cells of one sheet, and refuses more than a table of a proposal can have."""

    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    indents: dict[tuple[int, int], float] = field(default_factory=dict)

    def add(self, row: int, col: int, text: str, indent: int = 0) -> None:
        """Keep a text unless it is blank. Raises UnreadableFile beyond the row or cell limit."""
        bare = text.strip()
        if not bare:
            return
        if row >= limits.SHEET_ROWS or len(self.cells) >= limits.CELLS:
            raise UnreadableFile(
                f"工作表超过 {limits.SHEET_ROWS} 行或 {limits.CELLS} 个单元格的上限，已拒绝读取。",
                SPLIT_ADVICE,
            )
        self.cells[(row, col)] = bare
        if indent or text[0].isspace():
            self.indents[(row, col)] = indent + leading_blanks(text)
