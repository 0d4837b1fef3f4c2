"""Search and change every text of a proposal; what shapes of faults have in common."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from benchmarks.submissions.expected import Expected
from benchmarks.submissions.proposal import Proposal

Fault = Callable[[Proposal], Expected]
Outcome = Literal["fail", "needs_review"]
Severity = Literal["must", "should", "note"]
Scalar = str | int | bool | list[str]


def occurs(proposal: Proposal, pattern: re.Pattern[str]) -> bool:
    """Say whether headings, text or written tables hold the pattern."""
    texts = [b.text for s in proposal.walk() for b in s.blocks] + [s.title for s in proposal.walk()]
    texts += [cell for table in proposal.tables.values() for row in table.rows for cell in row]
    return any(map(pattern.search, texts))


def replace_all(proposal: Proposal, change: Callable[[str], str]) -> None:
    """Change headings, text, tables, captions and the words of the budget; placeholders stay."""
    for section in proposal.walk():
        section.title = change(section.title)
        for block in section.blocks:
            if block.kind not in ("table", "figure"):
                block.text = re.sub(r"[^{}]+(?![^{]*\})", lambda m: change(m[0]), block.text)
    for table in proposal.tables.values():
        table.caption = change(table.caption)
        table.columns = [replace(c, title=change(c.title)) for c in table.columns]
        table.rows = [[change(cell) for cell in row] for row in table.rows]
    for name, figure in proposal.figures.items():
        proposal.figures[name] = replace(figure, caption=change(figure.caption))
    for item in (*(i for g in proposal.budget.groups for i in g.items), *proposal.budget.operation):
        for field in ("name", "spec", "purpose", "note", "functions", "system", "brand"):
            setattr(item, field, change(getattr(item, field)))
    proposal.budget.captions = {k: change(v) for k, v in proposal.budget.captions.items()}
    for line in list(proposal.budget.estimate):
        at = proposal.budget.estimate.index(line)
        proposal.budget.estimate[at] = replace(
            line, name=change(line.name), note=change(line.note), of=tuple(map(change, line.of))
        )
    proposal.overview = [(change(a), change(b), change(c)) for a, b, c in proposal.overview]
    for role in proposal.budget.staffing:
        role.note = change(role.note)
