"""Make a proposal long: its systems and modules again for further batches, in design, lists and budget."""

from copy import deepcopy
from dataclasses import replace

from benchmarks.submissions.proposal import Proposal, Section


def lengthen(proposal: Proposal, batches: int) -> None:
    """Add the systems of the application design again, `batches` times; all totals follow."""
    home = next(
        s for s in proposal.walk() if any(c.title == proposal.budget.modules[0].system for c in s.sections)
    )
    sections, modules = list(home.sections), list(proposal.budget.modules)
    overview = list(proposal.overview)
    for batch in range(2, batches + 2):
        mark = f"（第{batch}批）"
        home.sections += [_marked(section, mark) for section in sections]
        proposal.budget.modules.extend(
            replace(m, name=m.name + mark, system=m.system + mark) for m in modules
        )
        proposal.overview += [(system + mark, name + mark, purpose) for system, name, purpose in overview]
    for role in proposal.budget.staffing:
        role.quantity *= batches + 1


def _marked(section: Section, mark: str) -> Section:
    copy = deepcopy(section)
    for part in copy.walk():
        part.title += mark
        for block in part.blocks:
            block.text = f"{mark}实施范围内，{block.text}" if block.kind == "text" else block.text
    return copy
