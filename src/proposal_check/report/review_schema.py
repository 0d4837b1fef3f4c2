"""The contract of review.json as pydantic models: its JSON Schema is generated from here.

Others read the file by this schema. A field may be added,
with a default, so that older files are still read; what is here may not go, widen or change its type
without a new SCHEMA_VERSION (see schema_changes.py). Numbers of money are texts in plain notation, in 元.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from proposal_check.model.budget import (
    AmountState,
    CostClass,
    IdentityState,
    PricingMethod,
    RateOrigin,
    RowKind,
    TableKind,
)
from proposal_check.model.finding import Conclusion, Outcome, Severity
from proposal_check.model.outline import OutlineStatus
from proposal_check.model.overlap import OverlapKind, PassageKind, Relation, Stance
from proposal_check.report.not_checked import Kind
from proposal_check.report.to_json import SCHEMA_VERSION

Number = Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Pair = Annotated[list[int], Field(min_length=2, max_length=2)]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Anchor(Part):
    """A quote and where it stands; blocks and characters from 0, half-open; cells (row, column) from 1."""

    document: int
    block: int
    cell: Pair | None
    start: int
    end: int
    quote: str


class Counts(Part):
    characters: int
    cells: int
    numbers: int


class BothCounts(Part):
    """What the file holds and what was read of it."""

    raw: Counts
    seen: Counts


class Warning(Part):
    code: str
    message: str
    block: int | None
    page: int | None
    amount: int | None


class Source(Part):
    name: str
    sha256: Sha256
    format: str
    size: int
    counts: BothCounts
    warnings: list[Warning]


class PackIdentity(Part):
    id: str
    version: str
    sha256: Sha256


class Fact(Part):
    value: str | int | float | bool | list[str]
    origin: Literal["declared", "extracted", "inferred"]
    anchor: Anchor | None
    reason: str


class Section(Part):
    number: str | None
    title: str
    level: int
    block: int


class OutlineItem(Part):
    id: str
    title: str
    level: int
    status: OutlineStatus
    section: Section | None
    headed: bool
    sure: bool
    score: float
    blocks: list[Pair]
    anchor: Anchor | None
    reason: str


class Amount(Part):
    """A printed figure as the interval that its printed precision allows."""

    value: Number
    low: Number
    high: Number
    unit: str | None
    printed: str
    anchor: Anchor


class BudgetRow(Part):
    """`cells` are all cells of the row as printed, left to right, a merged one where it begins."""

    row: int
    kind: RowKind
    level: int
    category: str
    name: str
    texts: dict[str, str]
    cells: list[str] = []
    quantity: Amount | None
    price: Amount | None
    amount: Amount | None
    effort: Amount | None
    rate: Amount | None = None
    amount_state: AmountState = "blank"
    anchor: Anchor


class BudgetTable(Part):
    block: int
    kind: TableKind
    caption: str
    unit: str | None
    unit_origin: str
    columns: dict[str, int]
    headers: list[str] = []
    header_rows: int
    proven: bool
    rows: list[BudgetRow]


class Identity(Part):
    """`unit` is what expected and stated count: 元, 人月, 功能点 …, blank when nothing tells."""

    name: str
    state: IdentityState
    subject: str
    formula: str
    expected: Number | None
    stated: Number | None
    difference: Number | None
    unit: str = ""
    table: int | None
    anchors: list[Anchor]
    reason: str
    repair: str


class StatedTotal(Part):
    """`plain` says that it is named as this project's total and nothing else."""

    where: str
    amount: Amount
    plain: bool = False


class UnreadTable(Part):
    block: int
    caption: str
    reason: str


class StatedFigure(Part):
    value: Number
    anchor: Anchor


class Conversion(Part):
    """What the document states of its method; null where it says nothing or two things."""

    hours_per_point: StatedFigure | None = None
    hours_per_month: StatedFigure | None = None
    days_per_month: StatedFigure | None = None
    size_factor: StatedFigure | None = None


class LabourRate(Part):
    """What one unit of effort costs, in 元 per `per`; `table` is a paragraph for origin text."""

    table: int
    row: int
    name: str
    origin: RateOrigin
    low: Number
    value: Number
    high: Number
    per: str | None
    sure: bool
    formula: str
    anchors: list[Anchor]


class Fee(Part):
    """A cost that is a share of others or a lump sum; `percent` is 0.06 for 6%, `parts` are its base."""

    table: int
    row: int
    name: str
    kind: CostClass
    amount: Amount
    percent: Number | None
    base: Number | None
    parts: list[CostClass]
    anchors: list[Anchor]


class PriceEntry(Part):
    name: str
    brand: str
    spec: str
    unit: str
    price: Number
    source: str
    date: str


class PriceComparison(Part):
    """A row beside like items of the price library, the most alike first; prices in 元."""

    table: int
    name: str
    price: Number
    anchor: Anchor
    found: list[PriceEntry]


class AttachedBudget(Part):
    """What one file says about money; anchors of an attachment name its number."""

    total_yuan: Number | None
    total: Amount | None
    totals: list[StatedTotal]
    tables: list[BudgetTable]
    identities: list[Identity]
    unread: list[UnreadTable]
    notes: dict[str, str]
    method: PricingMethod | None = None
    conversion: Conversion = Conversion()
    rates: list[LabourRate] = []
    fees: list[Fee] = []
    costs: dict[CostClass, Number] = {}
    comparisons: list[PriceComparison] = []


class Budget(AttachedBudget):
    attached: list[AttachedBudget] = []


class Overlap(Part):
    kind: OverlapKind
    subject: str
    stance: Stance
    mine: Anchor
    theirs: str
    entry: str
    entry_name: str
    owner: str
    source: str
    score: float
    more: list[Anchor]
    theirs_place: str
    passage_kind: PassageKind | None
    share: float
    length: int
    relation: Relation | None


class RuleResult(Part):
    rule: str
    title: str
    outcome: Outcome
    reason: str
    findings: list[str]


class Basis(Part):
    id: str
    source: str
    clause: str


class Waiver(Part):
    target: str
    reason: str
    by: str
    expires: Day


class Finding(Part):
    """One opinion; `id` survives revision."""

    id: str
    rule: str
    check: str
    group: str
    title: str
    severity: Severity
    outcome: Outcome
    subject: str
    message: str
    suggestion: str
    places: list[str]
    anchors: list[Anchor]
    basis: list[Basis]
    values: dict[str, str]
    waiver: Waiver | None = None


class Gap(Part):
    """Something that was not looked at, or that a person has to decide."""

    kind: Kind
    code: str
    subject: str
    reason: str
    amount: int | None
    document: int | None
    block: int | None
    page: int | None


class ReviewFile(Part):
    """What review.json holds."""

    schema_version: str
    tool_version: str
    pack: PackIdentity
    documents: list[Source]
    conclusion: Conclusion
    labels: dict[str, str]
    notices: list[str]
    facts: dict[str, Fact]
    outline: list[OutlineItem]
    budget: Budget
    library: str | None
    overlaps: list[Overlap]
    results: list[RuleResult]
    findings: list[Finding]
    not_checked: list[Gap]


def review_schema() -> dict[str, Any]:
    """Generate the JSON Schema of review.json; a reader must bear keys it does not know."""
    schema = ReviewFile.model_json_schema(mode="serialization")
    _open(schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:proposal-check:review:{SCHEMA_VERSION}",
        **schema,
    }


def _open(node: Any) -> None:
    """Let objects hold more than the schema names, so that a later file still fits an earlier schema."""
    if isinstance(node, dict):
        if node.get("additionalProperties") is False:
            del node["additionalProperties"]
        for child in node.values():
            _open(child)
    elif isinstance(node, list):
        for child in node:
            _open(child)
