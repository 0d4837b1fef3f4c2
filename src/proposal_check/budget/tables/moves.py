"""Change every anchor of a reading: back from a re-laid table, or into another file of the submission."""

from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from proposal_check.budget.tables.sheet import Sheet
from proposal_check.model.budget import BudgetReading, BudgetRow
from proposal_check.model.document import Anchor

_T = TypeVar("_T")
_Change = Callable[[Anchor], Anchor]


def put_back(reading: BudgetReading, sheets: Sequence[Sheet]) -> BudgetReading:
    """Point every anchor into a re-laid table at where its cell really stands."""
    moves = {(s.block, *place): real for s in sheets for place, real in s.moved.items()}

    def back(anchor: Anchor) -> Anchor:
        real = moves.get((anchor.block, *anchor.cell)) if anchor.cell else None
        return replace(anchor, block=real[0], cell=real[1:]) if real else anchor

    return _changed(reading, back) if moves else reading


def in_document(reading: BudgetReading, number: int) -> BudgetReading:
    """Say in every anchor which file of the submission it points into."""
    return _changed(reading, lambda anchor: replace(anchor, document=number))


def _changed(value: _T, change: _Change) -> _T:
    if isinstance(value, Anchor):
        return change(value)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(_changed(v, change) for v in value)  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes: dict[str, Any] = {}
    for each in fields(value):
        old = getattr(value, each.name)
        new = _changed(old, change)
        if new is not old:
            changes[each.name] = new
    changed = replace(value, **changes) if changes else value
    if isinstance(changed, BudgetRow) and changed.anchor.cell:
        return replace(changed, row=changed.anchor.cell[0])
    return changed
