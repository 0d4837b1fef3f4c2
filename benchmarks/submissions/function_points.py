"""A table of function points: counts by type and weight, adjusted, that come to the effort of the budget."""

from decimal import Decimal

from benchmarks.submissions.expected import Proof
from benchmarks.submissions.grid import Column
from benchmarks.submissions.money import count
from benchmarks.submissions.proposal import Block, Proposal, StaticTable

CAPTION = "应用软件功能点计数表"
TYPES = (("ILF", 10), ("EIF", 7), ("EI", 4), ("EO", 5), ("EQ", 4))


def add_function_points(proposal: Proposal) -> Proof:
    """Append the table to the section on development cost; 人日 stay what the modules say."""
    columns = [
        Column("序号", 1), Column("功能模块", 4), *(Column(name, 1) for name, _ in TYPES),
        Column("未调整功能点", 2), Column("折算工作量（人日）", 2),
    ]  # fmt: skip
    rows = []
    for number, module in enumerate(proposal.budget.modules, 1):
        counts = [(number * (i + 3) + i) % (5 - i // 2) for i in range(len(TYPES))]
        points = sum(n * weight for n, (_, weight) in zip(counts, TYPES, strict=True))
        rows.append([str(number), module.name, *map(str, counts), str(points), count(module.quantity)])
    sums = [str(sum(int(row[c]) for row in rows)) for c in range(2, 8)]
    days = sum((m.quantity for m in proposal.budget.modules), Decimal())
    rows.append(["", "合计", *sums, count(days)])
    proposal.tables["function_points"] = StaticTable(CAPTION, columns, rows)
    proposal.section("11.2.3").blocks.append(Block("table", "function_points"))
    return Proof(contains=("|ILF|EIF|EI|EO|EQ|",), scope=CAPTION)
