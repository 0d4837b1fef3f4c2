"""One digit changed anywhere breaks exactly the identities that contain the number.

An identity contains the numbers its anchors point at: the stated one first, then its terms. A row holds its
count, price and amount. A subtotal or parent is stated in its own sum and a term of the sum above it. A total
is the sum of what stands right below it: subtotals or parents where there are any, else items. Two columns of
one row that say one thing (元 beside 万元, the sources of a year) are an identity of that row, and a further
column has a sum like the amounts'. A summary's line and the total of its list, the total in the text, in the
summary and under the sources are identities of pairs. A 其中 line is in none: it may single out anything
less than its row.

Where a wrong subtotal makes the total above it differ, both are broken, but only the subtotal is at fault:
the other says so, and the total is proven again from the items.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markup import parse

from budget.layouts_of_trees import (
    LAYOUTS,
    Layout,
    Tree,
    funding,
    in_two_units,
    indented,
    numbered,
    subtotalled,
    transposed,
    trees,
)
from budget.plans import verdicts
from proposal_check.budget.reading import read_budget
from proposal_check.model.budget import BudgetReading, Identity
from proposal_check.model.document import Document, Paragraph, Table

QUICK = settings(max_examples=60)
layouts = st.sampled_from(LAYOUTS)
units = st.sampled_from(["元", "万元"])
Place = tuple[int, tuple[int, int] | None]


@dataclass(frozen=True)
class Number:
    """A printed number: where it stands, and the digits of it that no rounding explains."""

    place: Place
    text: str
    places: tuple[int, ...]


def document_of(layout: Layout, tree: Tree, unit: str) -> Document:
    return parse(layout(tree, unit))[0].main


def numbers(document: Document) -> Iterator[Number]:
    """List the numbers of the tables' cells, and of the sentence that states the total."""
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table):
            for cell in block.cells:
                if cell.text[:1].isdigit() and len(cell.text) > 1 and "年" not in cell.text:
                    yield Number((index, (cell.row, cell.col)), cell.text, _telling(cell.text))
        elif isinstance(block, Paragraph) and block.text.startswith("本项目总投资"):
            first = len("本项目总投资为")
            yield Number((index, None), block.text, tuple(range(first, block.text.index("."))))


def _telling(text: str) -> tuple[int, ...]:
    kept = len(text) - (2 if "." in text else 3 if len(text) > 4 else 0)
    return tuple(n for n, mark in enumerate(text[:kept]) if mark.isdigit())


def changed(document: Document, place: Place, text: str) -> Document:
    index, spot = place
    block = document.blocks[index]
    if isinstance(block, Table):
        cells = (replace(c, text=text) if (c.row, c.col) == spot else c for c in block.cells)
        block = replace(block, cells=tuple(cells))
    elif isinstance(block, Paragraph):
        block = replace(block, text=text)
    return replace(document, blocks=(*document.blocks[:index], block, *document.blocks[index + 1 :]))


@dataclass(frozen=True)
class Misprint:
    """The n-th digit of a number is another one: the same for 元 and 万元, whose digits are alike."""

    place: Place
    rank: int
    digit: str

    def made(self, document: Document, place: Place | None = None) -> Document:
        place = place or self.place
        text = text_at(document, place)
        at = [n for n, mark in enumerate(text) if mark.isdigit()][self.rank]
        return changed(document, place, text[:at] + self.digit + text[at + 1 :])


def text_at(document: Document, place: Place) -> str:
    block = document.blocks[place[0]]
    cell = block.cell_at(*place[1]) if isinstance(block, Table) and place[1] else None
    return cell.text if cell else block.text


def misprint(document: Document, data: st.DataObject) -> Misprint:
    number = data.draw(st.sampled_from(list(numbers(document))))
    at = data.draw(st.sampled_from(number.places))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != number.text[at]]))
    return Misprint(number.place, sum(mark.isdigit() for mark in number.text[:at]), digit)


def key(identity: Identity) -> tuple[int | None, Place, str]:
    """Name an identity by its table, the number it states, and its subject: a slip renames it only."""
    anchor = identity.anchors[0]
    return identity.table, (anchor.block, anchor.cell), identity.subject


def containing(reading: BudgetReading, place: Place) -> set[tuple[int | None, Place, str]]:
    return {key(i) for i in reading.identities if place in {(a.block, a.cell) for a in i.anchors}}


def broken(reading: BudgetReading) -> set[tuple[int | None, Place, str]]:
    return {key(i) for i in reading.identities if i.state == "broken"}


@QUICK
@given(trees(), layouts, units)
def test_a_right_budget_holds(tree: Tree, layout: Layout, unit: str) -> None:
    reading = read_budget(document_of(layout, tree, unit))
    assert {i.state for i in reading.identities} == {"holds"}


@settings(max_examples=150)
@given(trees(), layouts, units, st.data())
def test_a_digit_breaks_exactly_what_contains_it(
    tree: Tree, layout: Layout, unit: str, data: st.DataObject
) -> None:
    right = document_of(layout, tree, unit)
    wrong = misprint(right, data)
    assert broken(read_budget(wrong.made(right))) == containing(read_budget(right), wrong.place)


@QUICK
@given(trees(), st.sampled_from([numbered, indented, subtotalled]), st.data())
def test_a_wrong_sum_is_one_fault(tree: Tree, layout: Layout, data: st.DataObject) -> None:
    """Of the sums above and below a wrong subtotal or parent only its own is at fault."""
    right = document_of(layout, tree, "万元")
    wrong = misprint(right, data)
    stated = {i.name for i in read_budget(right).identities if key(i)[1] == wrong.place}
    assume(stated & {"I2", "I4"})
    faults = [i for i in read_budget(wrong.made(right)).identities if i.is_fault]
    assert {key(i)[1] for i in faults} == {wrong.place}


@QUICK
@given(trees(), layouts, st.data())
def test_the_unit_changes_no_verdict(tree: Tree, layout: Layout, data: st.DataObject) -> None:
    wan, yuan = (document_of(layout, tree, unit) for unit in ("万元", "元"))
    wrong = misprint(wan, data)
    one, other = (verdicts(read_budget(wrong.made(d))) for d in (wan, yuan))
    assert one == [(name, subject.replace("：元", "：万元"), state) for name, subject, state in other]


@QUICK
@given(trees(), st.sampled_from([n for n in LAYOUTS if n is not transposed]), units, st.data())
def test_a_page_break_changes_no_verdict(tree: Tree, layout: Layout, unit: str, data: st.DataObject) -> None:
    text = layout(tree, unit)
    head = [line for line in text.splitlines() if line.startswith("|")][: 2 if layout is funding else 1]
    rows = [n for n, line in enumerate(text.splitlines()) if line.startswith("|") and line not in head]
    right = parse(text)[0].main
    wrong = misprint(right, data)
    own = [n for n in rows if not n or text.splitlines()[n - 1].startswith("|")]
    first = text.splitlines().index(head[0]) + len(head)
    cut = data.draw(st.sampled_from([n for n in own if n > first and _one_table(text, first, n)]))
    lines = text.splitlines()
    parted = parse("\n".join([*lines[:cut], "续表", *head, *lines[cut:]]))[0].main
    place = _behind(wrong.place, right, cut - first + len(head), len(head))
    assert verdicts(read_budget(wrong.made(parted, place))) == verdicts(read_budget(wrong.made(right)))


def _one_table(text: str, first: int, last: int) -> bool:
    return all(line.startswith("|") for line in text.splitlines()[first : last + 1])


def _behind(place: Place, document: Document, rows: int, head: int) -> Place:
    """Say where a place is once the first table ends after some rows and goes on two blocks later."""
    table = next(n for n, b in enumerate(document.blocks) if isinstance(b, Table))
    block, cell = place
    if block > table:
        return block + 2, cell
    if block == table and cell and cell[0] > rows:
        return block + 2, (cell[0] - rows + head, cell[1])
    return place


@QUICK
@given(trees(), st.sampled_from([numbered, indented, subtotalled, in_two_units]), units, st.data())
def test_order_within_a_group_changes_no_verdict(
    tree: Tree, layout: Layout, unit: str, data: st.DataObject
) -> None:
    other = tuple(tuple(tuple(data.draw(st.permutations(g))) for g in part) for part in tree)
    right, shuffled = document_of(layout, tree, unit), document_of(layout, other, unit)
    wrong = misprint(right, data)
    name = _name_of_row(right, wrong.place)
    assume(name not in {"小计", "其中：进口"})
    places = [n.place for n in numbers(shuffled) if n.place[1] and n.place[1][1] == wrong.place[1][1]]
    (place,) = [p for p in places if _name_of_row(shuffled, p) == name]
    assert verdicts(read_budget(wrong.made(shuffled, place))) == verdicts(read_budget(wrong.made(right)))


def _name_of_row(document: Document, place: Place) -> str:
    block, cell = place
    table = document.blocks[block]
    assert isinstance(table, Table)
    assert cell
    return next(
        c.text
        for c in table.cells
        if c.row == cell[0]
        and c.text
        and not c.text[:1].isdigit()
        and c.text not in "一二三"
        and not c.text.startswith("（")
    )
