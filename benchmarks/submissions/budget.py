"""The typed budget of a proposal: every table and every amount in the text is printed from it."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

SYSTEM, TOOLS, APPLICATION, HARDWARE, OTHER = "系统软件", "工具软件", "应用软件", "硬件", "其他项目"
CATEGORIES = (SYSTEM, TOOLS, APPLICATION, HARDWARE, OTHER)
RESERVE = "预备费"


@dataclass
class Item:
    """Something that costs money; `price` in 元 per `unit`. `stated` replaces quantity × price.

    For a module of the application software `quantity` is the effort in 人日 and `price` the rate.
    """

    name: str
    quantity: Decimal
    unit: str
    price: Decimal
    brand: str = ""
    model: str = ""
    users: str = ""
    spec: str = ""
    purpose: str = ""
    note: str = ""
    warranty: str = ""
    service: str = ""
    response: str = ""
    system: str = ""
    functions: str = ""
    section: str = ""
    stated: Decimal | None = None

    @property
    def amount(self) -> Decimal:
        return self.quantity * self.price if self.stated is None else self.stated


@dataclass
class Group:
    """One category of the 附表. `stated` replaces the sum of the items, and the total follows it."""

    category: str
    items: list[Item] = field(default_factory=list)
    stated: Decimal | None = None

    @property
    def amount(self) -> Decimal:
        return sum((i.amount for i in self.items), Decimal()) if self.stated is None else self.stated


@dataclass
class Fee(Item):
    """A cost that is `percent` of what the groups of `base` cost, rounded half up to whole 元."""

    percent: Decimal = Decimal()
    base: list[Group] = field(default_factory=list)

    @property
    def base_amount(self) -> Decimal:
        return sum((g.amount for g in self.base), Decimal())

    @property
    def amount(self) -> Decimal:
        if self.stated is not None:
            return self.stated
        return (self.base_amount * self.percent / 100).quantize(Decimal(1), ROUND_HALF_UP)


@dataclass(frozen=True)
class Line:
    """A line of the numbered summary; `of` are the categories and items that it adds up."""

    number: str
    name: str
    of: tuple[str, ...]
    note: str

    @property
    def depth(self) -> int:
        return 0 if "（" not in self.number else 1


@dataclass
class Budget:
    """The categories in the order of the 附表, and what follows from them.

    `staffing` is the basis of the development effort: roles with their effort at the same rate. `operation`
    are yearly costs. `funding` are (year, share of the total), `sources` (name, share); the last of each
    takes the rest. `estimate` are the lines of a numbered summary, `captions` name tables differently.
    """

    groups: list[Group]
    staffing: list[Item]
    operation: list[Item]
    funding: list[tuple[str, Decimal]]
    source: str
    sources: list[tuple[str, Decimal]] = field(default_factory=list)
    estimate: list[Line] = field(default_factory=list)
    captions: dict[str, str] = field(default_factory=dict)

    def group(self, category: str) -> Group:
        """Return a category. Raises LookupError where the budget has none of it."""
        for group in self.groups:
            if group.category == category:
                return group
        raise LookupError(f"the budget has no {category}")

    def find(self, name: str) -> Item:
        """Return what is paid for every year, else what is budgeted, under a name. Raises LookupError."""
        for item in (*self.operation, *(i for g in self.groups for i in g.items)):
            if item.name == name:
                return item
        raise LookupError(f"nothing budgeted is called {name}")

    @property
    def modules(self) -> list[Item]:
        return self.group(APPLICATION).items

    @property
    def days(self) -> Decimal:
        return sum((m.quantity for m in self.modules), Decimal())

    @property
    def total(self) -> Decimal:
        return sum((g.amount for g in self.groups), Decimal())

    def sum_of(self, names: tuple[str, ...]) -> Decimal:
        """Add up categories and items by name. Raises KeyError."""
        known = {i.name: i.amount for g in self.groups for i in g.items}
        known |= {g.category: g.amount for g in self.groups}
        return sum((known[name] for name in names), Decimal())

    @property
    def yearly(self) -> Decimal:
        return sum((i.amount for i in self.operation), Decimal())

    def instalments(self) -> list[tuple[str, Decimal]]:
        """Split the total over the years in whole thousands of 元; the last year takes the rest."""
        parts = [(year, self.total * share // 1000 * 1000) for year, share in self.funding[:-1]]
        paid = sum((amount for _, amount in parts), Decimal())
        return [*parts, (self.funding[-1][0], self.total - paid)]
