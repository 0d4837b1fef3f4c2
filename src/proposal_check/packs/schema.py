"""The shape of a pack on disk: outline, norms, rules, manifest. Unknown keys are errors."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from proposal_check.model.finding import Severity

Scalar = str | int | float | bool
Requirement = Literal["table", "figure", "numbers"]
Group = Literal["编制规范", "建设内容", "概算", "重复建设", "其他"]
Confidence = Literal["high", "medium", "low"]
Status = Literal["active", "draft", "retired"]
RuleId = Annotated[str, Field(pattern=r"^[A-Z]{2,4}-[A-Z0-9]+$")]
PackId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
# The same words as model.submission.DOCUMENT_KINDS; a test keeps them in step.
DocumentKind = Literal[
    "建设方案",
    "可行性研究报告",
    "初步设计",
    "项目申报书",
    "运维方案",
    "技术设计书",
    "需求建议书",
    "项目建议书",
]


class Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Condition(Data):
    """A test of one fact; every key given must hold. An unknown fact holds for none and fails none."""

    eq: Scalar | None = None
    any_of: list[Scalar] | None = Field(default=None, alias="in")
    none_of: list[Scalar] | None = Field(default=None, alias="not_in")
    lt: Decimal | None = None
    le: Decimal | None = None
    gt: Decimal | None = None
    ge: Decimal | None = None


When = dict[str, Condition | Scalar | list[Scalar]]


class OutlineItem(Data):
    """One required chapter or sub-item. `when` names the facts under which it is required at all.

    `keywords` are groups of words that show the item is treated without its own heading: one word of each
    group must occur. `elements` are named parts the item must state, each with the words that show it.
    """

    id: str
    title: str
    number: str = ""
    aliases: list[str] = []
    keywords: list[list[str]] = []
    elements: dict[str, list[str]] = {}
    requires: list[Requirement] = []
    when: When = {}
    allow_na: bool = False
    optional: bool = False
    min_chars: int = 0
    basis: str = ""
    guidance: str = ""
    children: list["OutlineItem"] = []


class Outline(Data):
    """The required outline of one kind of document, the pack's own kind when `document_kind` is blank.

    `complete` is False where the regulation's annex is not at hand and only what its clauses ask for is
    listed: nothing is then concluded from how many of the items a document has.
    """

    title: str
    basis: str
    document_kind: DocumentKind | Literal[""] = ""
    confidence: Confidence = "high"
    complete: bool = True
    chapters: list[OutlineItem]


class Clause(Data):
    """One entry of the clause register: what a rule or a figure rests on."""

    source: str
    clause: str
    edition: str
    effective: str
    url: str = ""
    expires: str = ""


class Bracket(Data):
    """A step of a fee table, in 万元: costs of `upto` make a fee of `fee`, or carry `percent` of their slice.

    The last slice of all has no `upto`.
    """

    upto: Decimal | None = None
    fee: Decimal | None = None
    percent: Decimal | None = None


class Figure(Data):
    """A figure with its unit and source. `low`/`high` bound a range; a single value sets both.

    `brackets` are a fee table in ascending order: points to interpolate between, or slices that add up.
    `liberalised` marks a price that the state no longer sets: it can only be advice. Without a `year` the
    source does not say when it was issued.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    unit: str
    region: str
    year: int | None = None
    confidence: Confidence
    clause: str
    note: str = ""
    brackets: list[Bracket] = []
    liberalised: bool = False

    @property
    def advisory(self) -> bool:
        """Say whether an opinion that rests on this figure must not demand anything."""
        return self.liberalised or self.confidence != "high"


class Norms(Data):
    clauses: dict[str, Clause]
    figures: dict[str, Figure] = {}


class Rule(Data):
    """A requirement as data. `title` names the defect; `message` and `suggestion` carry {placeholders}.

    `when` says which projects it concerns and asks for facts that are not known. `given` does not ask: only
    a submission whose facts say so brings the rule up at all (a change, a second filing, a fast procedure).
    """

    id: RuleId
    check: str
    title: str
    group: Group
    severity: Severity
    basis: list[str] = Field(min_length=1)
    when: When = {}
    given: When = {}
    params: dict[str, Any] = {}
    message: str
    suggestion: str
    status: Status = "active"
    since: str


class Override(Data):
    """What a pack changes in a rule of its parent, and why. `params` replace the parent's key by key."""

    overrides: RuleId
    reason: str = Field(min_length=4)
    severity: Severity | None = None
    status: Status | None = None
    params: dict[str, Any] = {}


class Manifest(Data):
    """pack.toml: who the pack speaks for, its groups, conclusions and people-only notices.

    A pack that `extends` another states what differs; keys it leaves out are the parent's. `missing` names
    annexes and passages of the regulation that are not at hand.
    """

    id: PackId
    version: str
    title: str
    authority: str
    document_kind: DocumentKind
    regulation: str
    letter_title: str
    conclusions: dict[Literal["ready", "revise", "rewrite", "needs_person"], str]
    extends: PackId | Literal[""] = ""
    notices: list[str] = []
    missing: list[str] = []
    secrecy_marks: list[str] = ["绝密", "机密", "秘密"]


class Pack(Data):
    """A validated pack, its rules in the order of their ids; `root` is the folder it came from,
    `above` are those of the packs it extends, nearest first.

    `outlines` are those of other kinds of document than the pack's own. `written` says which pack wrote each
    rule that is not this one's own; `changed` holds what this pack or one above it overrode.
    """

    manifest: Manifest
    outline: Outline
    norms: Norms
    rules: list[Rule]
    sha256: str
    outlines: dict[str, Outline] = {}
    written: dict[str, str] = {}
    changed: dict[str, Override] = {}
    root: str = Field(exclude=True)
    above: list[str] = Field(default=[], exclude=True)

    def outline_of(self, kind: str) -> Outline:
        """Choose the outline of a kind of document; the pack's own kind stands in for any other."""
        return self.outlines.get(kind, self.outline)
