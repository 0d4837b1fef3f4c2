"""How checks look at a budget reading: tables by kind, rows by category, names and differences in words."""

from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal

from proposal_check.checks.case import Case
from proposal_check.model.budget import BudgetRow, BudgetTable, CostClass, TableKind
from proposal_check.model.document import Anchor, Figure, Table
from proposal_check.model.finding import Hit, Outcome

COST_NAMES: Mapping[CostClass, str] = {
    "development": "应用软件开发费",
    "hardware": "硬件购置费",
    "software": "系统软件购置费",
    "purchase": "软硬件购置费",
    "integration": "系统集成费",
    "management": "管理费",
    "supervision": "监理费",
    "design": "设计费",
    "consulting": "咨询费",
    "tender": "招标费",
    "testing": "测评费",
    "training": "培训费",
    "reserve": "预备费",
    "financing": "建设期利息和流动资金",
    "operation": "运维费",
}
_MONEY_SECTION = ("概算", "预算", "估算", "费用", "资金", "投资")


def tables_of(case: Case, kinds: Collection[TableKind]) -> tuple[BudgetTable, ...]:
    """Return the tables of the given kinds; no kinds means every table."""
    return tuple(t for t in case.budget.tables if not kinds or t.kind in kinds)


def with_attached(case: Case) -> tuple[BudgetTable, ...]:
    """Return the tables of the document and of the budgets that come along."""
    return (*case.budget.tables, *(t for reading in case.budget.attached for t in reading.tables))


def file_of(table: BudgetTable) -> int:
    """Say which file of the submission a table stands in, the main document being 0."""
    return table.rows[0].anchor.document if table.rows else 0


def name_of(case: Case, table: BudgetTable) -> str:
    """Name a table by its caption, else by the section it stands in, else by its rank.

    One that comes along is named by its file too, a part of a table by the line that heads it.
    """
    number = file_of(table)
    caption = f"“{table.caption}”" if table.caption else ""
    if number:
        return f"附件“{case.submission.documents[number].source.name}”{caption or '概算表'}"
    path = case.document.section_path(table.block)
    return caption or (f"“{path[-1].title}”中的表" if path else _by_rank(case, table.block))


def _by_rank(case: Case, block: int) -> str:
    rank = sum(isinstance(b, Table) for b in case.document.blocks[: block + 1])
    return f"第{rank}个表格"


def items(table: BudgetTable, categories: Collection[str] = ()) -> Iterator[BudgetRow]:
    """Yield a table's item rows, of the named categories only when some are named."""
    for row in table.rows:
        if row.kind == "item" and (not categories or in_category(row, categories)):
            yield row


def costed(case: Case) -> tuple[BudgetTable, ...]:
    """Return the tables that state amounts; a list of rates or of efforts alone is no budget."""
    return tuple(t for t in case.budget.tables if any(row.amount for row in t.rows))


def in_category(row: BudgetRow, categories: Collection[str]) -> bool:
    """Say whether a row stands in one of the categories, whatever number or 费 the printed name carries."""
    return any(word in row.category for word in categories)


def row_finder(table: BudgetTable) -> Callable[[Anchor], BudgetRow | None]:
    """Index a table's rows once: by the numbers they hold, else by their line. The first row wins."""
    numbers: dict[Anchor, BudgetRow] = {}
    lines: dict[tuple[int, int], BudgetRow] = {}
    for row in table.rows:
        lines.setdefault((row.anchor.block, row.row), row)
        for amount in (row.amount, row.quantity, row.price, row.effort, row.rate):
            if amount:
                numbers.setdefault(amount.anchor, row)

    def find(anchor: Anchor) -> BudgetRow | None:
        if anchor.cell is None:
            return None
        return numbers.get(anchor) or lines.get((anchor.block, anchor.cell[0]))

    return find


def head(table: BudgetTable) -> Anchor:
    """Anchor a table as a whole: its caption is the quote."""
    return Anchor(table.block, 0, 0, table.caption, document=file_of(table))


def yuan(value: Decimal) -> str:
    """Print an amount in 元 and in 万元, without trailing zeros."""
    return f"{_plain(value)}元（{_plain(value / 10_000)}万元）"


def _plain(value: Decimal) -> str:
    text = f"{value:,.6f}"
    return text.rstrip("0").rstrip(".")


def unreadable(case: Case) -> str:
    """Say why a missing table may only be unread: a blank form, a picture among the budget; "" if nothing."""
    if case.budget.unread:
        names = "、".join(f"“{u.caption or '无题表格'}”" for u in case.budget.unread[:3])
        return f"{names}{case.budget.unread[0].reason}，未能核对"
    for index, block in enumerate(case.document.blocks):
        path = case.document.section_path(index) if isinstance(block, Figure) else ()
        if path and any(w in path[-1].title for w in _MONEY_SECTION):
            return f"“{path[-1].title}”中有图片，可能是以图片形式列出的表格，未能核对"
    return ""


def review(subject: str, reason: str, anchors: tuple[Anchor, ...] = ()) -> Hit:
    """Ask for a person."""
    return Hit(subject, anchors=anchors, outcome=Outcome.NEEDS_REVIEW, reason=reason)


def inapplicable(subject: str, reason: str) -> Hit:
    return Hit(subject, outcome=Outcome.INAPPLICABLE, reason=reason)
