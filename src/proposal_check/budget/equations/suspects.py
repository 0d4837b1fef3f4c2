"""Which printed number a broken equation is broken by, as far as the other equations tell.

A number in an equation that holds is vouched for. Of the others, the one that most broken equations share is
the wrong one when all of them come right by the same new value.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from proposal_check.budget.equations.across import part_columns
from proposal_check.budget.tables.work import Work
from proposal_check.model.budget import Amount, Identity, StatedTotal
from proposal_check.model.document import Anchor

PRODUCTS = frozenset({"I1", "I7"})
SUMS = frozenset({"I2", "I3", "I4"})
_PAIRS = frozenset({"I5", "I6"})
_ROLES = (("quantity", "数量"), ("effort", "工作量"), ("price", "单价"), ("rate", "单价"), ("amount", "金额"))


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed number with the words for its place; `scale` is how many 元 its unit is, 1 for a count."""

    label: str
    amount: Amount
    scale: int


def printed_numbers(works: Sequence[Work], stated: Sequence[StatedTotal]) -> dict[Anchor, Printed]:
    """Name every number that an equation may hold, by its anchor."""
    found = {s.amount.anchor: Printed(f"{s.where}总投资", s.amount, 10_000) for s in stated}
    for work in works:
        parts = part_columns(work)
        for index, entry in enumerate(work.entries):
            label = f"“{work.label(index)}”"
            for col in parts:
                if cell := work.money(entry, col):
                    words = f"{label}{work.header.texts[col - 1]}"
                    found[cell.anchor] = Printed(words, cell, work.column_scale(col) or 1)
            for role, word in _ROLES:
                amount: Amount | None = getattr(entry.row, role)
                if amount:
                    counted = role in {"quantity", "effort"}
                    found[amount.anchor] = Printed(label + word, amount, 1 if counted else work.scale)
        if work.below:
            found[work.below.anchor] = Printed("“表下合计”金额", work.below, work.scale)
    return found


class Suspects:
    """What the equations of a document say of the numbers in them."""

    def __init__(self, identities: Sequence[Identity], numbers: Mapping[Anchor, Printed]) -> None:
        self.numbers = numbers
        self._held = {a for i in identities if i.state in {"holds", "rounding"} for a in i.anchors}
        self._broken: dict[Anchor, list[Identity]] = {}
        for identity in identities:
            if identity.state == "broken" and identity.name != "I14":
                for anchor in dict.fromkeys(identity.anchors):
                    self._broken.setdefault(anchor, []).append(identity)

    def of(self, identity: Identity) -> list[Anchor]:
        """List the numbers of a broken equation that no equation vouches for."""
        return [a for a in dict.fromkeys(identity.anchors) if a not in self._held and a in self.numbers]

    def culprit(self, identity: Identity) -> tuple[Anchor, Decimal, list[Identity]] | None:
        """Name the one wrong number, the value that it should have, and the equations that then hold.

        None for a sum whose own number alone is open: rows may be missing as well.
        """
        open_ = self.of(identity)
        shared = [len(self._broken.get(a, ())) for a in open_]
        most = max(shared, default=0)
        alone = len(open_) == 1 and identity.name not in SUMS
        if shared.count(most) != 1 or (most < 2 and not alone) or self._has_nameless(identity):
            return None
        anchor = open_[shared.index(most)]
        among = self._broken[anchor]
        values = [self.solved(i, anchor) for i in among]
        room = self.numbers[anchor].amount.high - self.numbers[anchor].amount.low
        first = values[0]
        if first is None or any(v is None or abs(v - first) > room for v in values):
            return None
        return anchor, first, among

    def _has_nameless(self, identity: Identity) -> bool:
        """A number that has no name here may be the wrong one just as well."""
        return any(a not in self._held and a not in self.numbers for a in identity.anchors)

    def solved(self, identity: Identity, anchor: Anchor) -> Decimal | None:
        """Solve an equation for one of its numbers; None where only a longer number would do."""
        if identity.expected is None or identity.stated is None:
            return None
        if anchor == identity.anchors[0]:
            return identity.expected
        if identity.name in PRODUCTS:
            return self._factor(identity, anchor)
        if identity.name in SUMS:
            return self.numbers[anchor].amount.value + identity.stated - identity.expected
        return identity.stated if identity.name in _PAIRS else None

    def _factor(self, identity: Identity, unknown: Anchor) -> Decimal | None:
        rest = Decimal(1)
        for anchor in identity.anchors[1:]:
            if anchor not in self.numbers:
                return None
            rest *= Decimal(1) if anchor == unknown else self.numbers[anchor].amount.value
        if not rest or identity.stated is None:
            return None
        printed = self.numbers[unknown]
        value = identity.stated / rest
        places = min(int((printed.amount.value / printed.scale).as_tuple().exponent), 0)
        shown = value / printed.scale
        return value if shown == round(shown, -places) else None
