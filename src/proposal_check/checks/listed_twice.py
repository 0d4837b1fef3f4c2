"""Find what two tables, or two lines of a summary, seem to count as one thing each: goods, lists of goods."""

import re
from collections.abc import Iterator, Sequence

from proposal_check.checks.budget_view import items
from proposal_check.model.budget import BudgetRow, BudgetTable

Placed = tuple[BudgetTable, BudgetRow]
_LISTS = frozenset({"hardware", "software", "product", "other"})
_SPEC = ("spec", "model", "function")
_FEWEST_LETTERS = 6
_WORDLESS = re.compile(
    r"[\s\d（）()、，,.:：]|费用?|表|明细|清单|单位|万?元|概算|预算|估算|汇总|合计|购置|采购|见|详|附"
)


def same_goods(tables: Sequence[BudgetTable]) -> Iterator[tuple[Placed, Placed]]:
    """Yield items of one name, description and amount in two lists; not where one list restates the other."""
    lists = [t for t in tables if t.kind in _LISTS]
    known: dict[tuple[str, str, str], Placed] = {}
    for table in lists:
        for row in items(table):
            key = _goods(row)
            if key is None:
                continue
            earlier = known.setdefault(key, (table, row))
            if earlier[0] is not table and not _restates(earlier[0], table):
                yield earlier, (table, row)


def _goods(row: BudgetRow) -> tuple[str, str, str] | None:
    spec = "".join("".join(row.texts.get(role, "").split()) for role in _SPEC)
    if row.amount is None or not row.amount.value or len(spec) < _FEWEST_LETTERS:
        return None
    return "".join(row.name.split()), spec, f"{row.amount.value.normalize():f}{row.amount.unit}"


def _restates(one: BudgetTable, other: BudgetTable) -> bool:
    """Most names of the shorter list stand in the other as well."""
    first, second = ({"".join(r.name.split()) for r in items(t)} for t in (one, other))
    return 2 * len(first & second) > min(len(first), len(second))


def same_sums(tables: Sequence[BudgetTable]) -> Iterator[tuple[Placed, Placed]]:
    """Yield two lines of a summary that both bear the name and the total of one list."""
    lists = [(t, total) for t in tables if t.kind != "summary" and (total := _total(t))]
    for summary in (t for t in tables if t.kind == "summary"):
        rows = [r for r in items(summary) if r.amount and r.amount.unit == "元"]
        for table, total in lists:
            same = [r for r in rows if r.amount and r.amount.value == total and _names(r, table)]
            if len(same) == 2:
                yield (summary, same[0]), (summary, same[1])


def _total(table: BudgetTable) -> object:
    amounts = [r.amount for r in table.rows if r.kind == "total" and r.amount and r.amount.unit == "元"]
    return amounts[-1].value if amounts else None


def _names(row: BudgetRow, table: BudgetTable) -> bool:
    """Say whether a line's name and a list's caption share their words, one within the other."""
    line, caption = (_WORDLESS.sub("", text) for text in (row.name, table.caption))
    return len(line) > 1 and len(caption) > 1 and (line in caption or caption in line)
