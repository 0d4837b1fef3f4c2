"""The budget reading: tables of typed cells and the identities that audit them. Money is in 元."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from proposal_check.model.document import Anchor
from proposal_check.model.prices import PriceComparison

TableKind = Literal[
    "summary",
    "detail",
    "software",
    "effort",
    "hardware",
    "product",
    "function_points",
    "funding",
    "operation",
    "staffing",
    "other",
]
RowKind = Literal["item", "subtotal", "total", "memo", "group", "blank"]
# free: 免费, 赠送, 含; mark: — or /; merged: stated once in a cell above; text: words, a percentage
AmountState = Literal["number", "blank", "free", "mark", "merged", "range", "several", "text"]
IdentityState = Literal["holds", "rounding", "broken", "unchecked"]
# How development is priced; items: by the piece, without effort or size; mixed: two ways in one budget
PricingMethod = Literal["effort", "function_points", "items", "mixed"]
RateOrigin = Literal["stated", "implied", "text"]
# purchase is hardware and software bought in one line
CostClass = Literal[
    "development",
    "hardware",
    "software",
    "purchase",
    "integration",
    "management",
    "supervision",
    "design",
    "consulting",
    "tender",
    "testing",
    "training",
    "reserve",
    "financing",
    "operation",
]


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed number as the interval its printed precision allows, in 元 (or in `unit` if not money).

    `value` is the middle; a printed 12.3 万元 gives low 122500, value 123000, high 123500.
    `unit` is what the number counts after resolution: 元, 人日, 人月, 套 … or None.
    """

    value: Decimal
    low: Decimal
    high: Decimal
    unit: str | None
    printed: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A row with its typed cells; `level` is its depth in the table's hierarchy, from 1.

    `effort` is in the unit printed (`effort.unit` is 人日, 人月, 人年 or 人时). `texts` maps every column
    role of the table to the printed cell text, blank when the cell is blank. `rate` is a labour rate, its
    unit 元/人日 and the like. `amount_state` says what the amount cell holds when `amount` is None.
    """

    row: int
    kind: RowKind
    level: int
    category: str
    name: str
    texts: Mapping[str, str]
    anchor: Anchor
    quantity: Amount | None = None
    price: Amount | None = None
    amount: Amount | None = None
    effort: Amount | None = None
    rate: Amount | None = None
    amount_state: AmountState = "blank"


@dataclass(frozen=True, slots=True)
class Identity:
    """One equation the table promises, and whether it holds.

    `name` is I1…I14 of the identity catalogue; `formula` is the arithmetic in full, in the printed units;
    `difference` is stated − expected in 元. `reason` says why an unchecked one could not be checked; a broken
    one has a reason when it only passes on what another one, named there, has wrong.
    `repair` words the one reading that would make a broken one hold, blank when none stands out.
    """

    name: str
    state: IdentityState
    subject: str
    formula: str
    expected: Decimal | None
    stated: Decimal | None
    difference: Decimal | None
    anchors: tuple[Anchor, ...]
    table: int | None = None
    reason: str = ""
    repair: str = ""

    @property
    def is_fault(self) -> bool:
        """Say whether it is wrong by itself: broken, and not for what another one has wrong."""
        return self.state == "broken" and not self.reason


@dataclass(frozen=True, slots=True)
class BudgetTable:
    """A table understood as a budget. `block` is its place; `columns` maps roles to 1-based columns.

    Roles: number, category, name, function, spec, brand, model, users, quantity, unit, price, amount,
    effort, rate, function_points, purpose, warranty, response, note, year, source.
    `headers` are the columns' header texts, left to right, levels joined by a slash.
    `unit` is 元 or 万元, None when neither text nor arithmetic tells; amounts then stay as printed.
    `unit_origin` is header, caption, cell, arithmetic or none. `proven` says the identities that
    cover its amounts hold.
    """

    block: int
    kind: TableKind
    caption: str
    unit: str | None
    unit_origin: str
    columns: Mapping[str, int]
    header_rows: int
    rows: tuple[BudgetRow, ...]
    proven: bool = False
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LabourRate:
    """What one unit of effort costs in a row, in 元 per `per`, printed or implied by amount ÷ effort.

    `per` is 人日, 人月, 人年 or 人时, None when nothing tells; `sure` is False when the money unit is not
    known. One of origin text stands in a paragraph: `table` is its block, and `sure` is False when it may be
    a quoted standard or another project's.
    """

    table: int
    row: int
    name: str
    origin: RateOrigin
    low: Decimal
    value: Decimal
    high: Decimal
    per: str | None
    sure: bool
    formula: str
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Fee:
    """A cost that a row computes as a percentage of others, or as a lump sum.

    `percent` is 0.06 for 6%, None when the row states none. `base` is the sum it is taken of, in 元, printed
    or named in words and found among the costs. `parts` are its classes of cost, empty when unknown.
    """

    table: int
    row: int
    name: str
    kind: CostClass
    amount: Amount
    anchors: tuple[Anchor, ...]
    percent: Decimal | None = None
    base: Decimal | None = None
    parts: tuple[CostClass, ...] = ()


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure of the method that the text prints."""

    value: Decimal
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a document states of its method.

    Hours per function point, hours and days per person-month, and the factor of the size that may change.
    """

    per_point: StatedFigure | None = None
    hours_per_month: StatedFigure | None = None
    days_per_month: StatedFigure | None = None
    size_factor: StatedFigure | None = None


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A total investment as stated at one place: 正文, 表, 封面 …, in 元.

    `plain` says that nothing but 本项目 or 项目 stands before it, or 大写 behind: it is this project's.
    """

    where: str
    amount: Amount
    plain: bool = False


@dataclass(frozen=True, slots=True)
class UnreadTable:
    """A table that looks like a budget and could not be read, with the reason: never 0 元."""

    block: int
    caption: str
    reason: str


@dataclass(frozen=True, slots=True)
class BudgetReading:
    """Everything the document says about money. `total` is the proven or best supported total.

    `costs` adds the project's total up by class of cost, in 元; a class it does not list is not told apart.
    `attached` are the readings of the attachments, in their order, anchored in their own files. `method` is
    how development is priced, by whatever tables price it.
    """

    tables: tuple[BudgetTable, ...] = ()
    identities: tuple[Identity, ...] = ()
    totals: tuple[StatedTotal, ...] = ()
    total: Amount | None = None
    unread: tuple[UnreadTable, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    rates: tuple[LabourRate, ...] = ()
    fees: tuple[Fee, ...] = ()
    costs: Mapping[CostClass, Decimal] = field(default_factory=dict)
    attached: tuple["BudgetReading", ...] = ()
    comparisons: tuple[PriceComparison, ...] = ()
    method: PricingMethod | None = None
    conversion: Conversion = Conversion()

    def table_of(self, block: int, anchor: Anchor) -> BudgetTable | None:
        """Find the table at a block; of the parts of one table the first that has the anchor's row."""
        same = [table for table in self.tables if table.block == block]
        if len(same) < 2 or anchor.cell is None:
            return same[-1] if same else None
        place = (anchor.block, anchor.cell[0])
        return next((t for t in same if any((r.anchor.block, r.row) == place for r in t.rows)), same[-1])
