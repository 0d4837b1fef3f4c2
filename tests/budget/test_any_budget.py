"""Whatever the shape and the fault: layout changes no verdict, one digit breaks just what holds it."""

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from budget.plans import Plan, plans, read, verdicts
from budget.shapes import SHAPES, Lines, Shape, text
from proposal_check.model.budget import BudgetReading

QUICK = settings(max_examples=40)
shapes = st.sampled_from(SHAPES)


def _digit_changed(lines: Lines, shape: Shape, data: st.DataObject) -> tuple[int, int]:
    """Change one digit of one number, by more than printed precision explains; return its row and column."""
    numbers = [(r, c) for r, line in enumerate(lines) for c in shape.figures if line[c] not in {"", "<", "^"}]
    row, col = data.draw(st.sampled_from(numbers))
    shown = lines[row][col]
    last = len(shown) if col == shape.count else len(shown) - 2
    places = [n for n, mark in enumerate(shown) if mark.isdigit() and (n or mark != "0") and n < last]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != shown[place]]))
    lines[row][col] = shown[:place] + digit + shown[place + 1 :]
    return row, col


def _holding(reading: BudgetReading, cell: tuple[int, int]) -> set[tuple[str, str]]:
    return {(i.name, i.subject) for i in reading.identities if cell in {a.cell for a in i.anchors}}


def _broken(reading: BudgetReading) -> set[tuple[str, str]]:
    """A row's slip by ten thousand is that row's fault all the same."""
    before = {"I14": ("I1", "I2", "I3", "I4", "I7")}
    return {
        (name, i.subject)
        for i in reading.identities
        if i.state == "broken"
        for name in before.get(i.name, (i.name,))
    }


@QUICK
@given(plans(), shapes)
def test_every_shape_of_a_right_budget_holds(plan: Plan, shape: Shape) -> None:
    for unit in ("元", "万元"):
        reading = read(text(shape, shape.lay(plan, unit), unit))
        assert {i.state for i in reading.identities} == {"holds"}
        assert reading.total
        assert reading.total.value == 100 * sum(i.amount for items in plan for i in items)


@QUICK
@given(plans(), shapes, st.data())
def test_a_digit_breaks_exactly_the_identities_that_contain_it(
    plan: Plan, shape: Shape, data: st.DataObject
) -> None:
    lines = shape.lay(plan, "元")
    before = read(text(shape, lines, "元"))
    row, col = _digit_changed(lines, shape, data)
    wrong = _broken(read(text(shape, lines, "元")))
    held = _holding(before, (row + 2, col + 1))
    assert held
    assert held <= wrong
    assert {s for _, s in wrong} == {s for _, s in held}


@QUICK
@given(plans(), shapes, st.data())
def test_a_page_break_changes_no_verdict_of_a_wrong_budget(
    plan: Plan, shape: Shape, data: st.DataObject
) -> None:
    lines = shape.lay(plan, "元")
    _digit_changed(lines, shape, data)
    split = data.draw(st.integers(1, len(lines) - 1))
    assert verdicts(read(text(shape, lines, "元", split))) == verdicts(read(text(shape, lines, "元")))


@QUICK
@given(plans(), shapes, st.data())
def test_order_within_groups_changes_no_verdict_of_a_wrong_budget(
    plan: Plan, shape: Shape, data: st.DataObject
) -> None:
    wrong = tuple(
        tuple(replace(i, cents=i.cents) for i in data.draw(st.permutations(items))) for items in plan
    )
    lines, shuffled = shape.lay(plan, "元"), shape.lay(wrong, "元")
    row, col = _digit_changed(lines, shape, data)
    label = 1 if col != 1 or shape.caption.endswith(("表", "总表")) else 0
    same = [r for r, line in enumerate(shuffled) if line[: label + 1] == lines[row][: label + 1]]
    assume(len(same) == 1)
    shuffled[same[0]][col] = lines[row][col]
    assert verdicts(read(text(shape, shuffled, "元"))) == verdicts(read(text(shape, lines, "元")))
