"""Send the anchors of re-laid tables back to where their cells really stand."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from proposal_check.budget.sheet import Sheet
from proposal_check.model.budget import BudgetReading, BudgetRow
from proposal_check.model.document import Anchor

_T = TypeVar("_T")
_Moves = Mapping[tuple[int, int, int], tuple[int, int, int]]


def put_back(reading: BudgetReading, sheets: Sequence[Sheet]) -> BudgetReading:
    """Replace every anchor into a re-laid table; a reading without such tables is returned as it is."""
    moves = {(s.block, *place): real for s in sheets for place, real in s.moved.items()}
    return _moved(reading, moves) if moves else reading


def _moved(value: _T, moves: _Moves) -> _T:
    if isinstance(value, Anchor):
        return _anchor(value, moves)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(_moved(v, moves) for v in value)  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes: dict[str, Any] = {}
    for each in fields(value):
        old = getattr(value, each.name)
        new = _moved(old, moves)
        if new is not old:
            changes[each.name] = new
    moved = replace(value, **changes) if changes else value
    if isinstance(moved, BudgetRow) and moved.anchor.cell:
        return replace(moved, row=moved.anchor.cell[0])
    return moved


def _anchor(anchor: Anchor, moves: _Moves) -> Anchor:
    if anchor.cell is None:
        return anchor
    real = moves.get((anchor.block, *anchor.cell))
    return replace(anchor, block=real[0], cell=real[1:]) if real else anchor
