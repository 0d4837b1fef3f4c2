"""The typed budget of a proposal: every table and every amount in the text is printed from it."""

from dataclasses import dataclass, field
from decimal import Decimal

SYSTEM, TOOLS, APPLICATION, HARDWARE, OTHER = "系统软件", "工具软件", "应用软件", "硬件", "其他项目"
CATEGORIES = (SYSTEM, TOOLS, APPLICATION, HARDWARE, OTHER)


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
class Budget:
    """The five categories in the order of the 附表, and what follows from them.

    `staffing` is the basis of the development effort: roles with 人日 at the same rate. `operation` are
    yearly costs. `funding` are (year, share of the total); the last year takes the rest.
    """

    groups: list[Group]
    staffing: list[Item]
    operation: list[Item]
    funding: list[tuple[str, Decimal]]
    source: str

    def group(self, category: str) -> Group:
        return next(g for g in self.groups if g.category == category)

    @property
    def modules(self) -> list[Item]:
        return self.group(APPLICATION).items

    @property
    def days(self) -> Decimal:
        return sum((m.quantity for m in self.modules), Decimal())

    @property
    def total(self) -> Decimal:
        return sum((g.amount for g in self.groups), Decimal())

    @property
    def yearly(self) -> Decimal:
        return sum((i.amount for i in self.operation), Decimal())

    def instalments(self) -> list[tuple[str, Decimal]]:
        """Split the total over the years in whole thousands of 元; the last year takes the rest."""
        parts = [(year, self.total * share // 1000 * 1000) for year, share in self.funding[:-1]]
        paid = sum((amount for _, amount in parts), Decimal())
        return [*parts, (self.funding[-1][0], self.total - paid)]
