"""Small changes of text that faults and harmless edits share; LookupError where there is nothing."""

import re

from benchmarks.submissions.proposal import Block, Proposal, Section


def first_block(section: Section, start: str) -> Block:
    """Find the paragraph of a section that starts with these words."""
    for block in section.blocks:
        if block.text.startswith(start):
            return block
    raise LookupError(f"“{section.title}” has no paragraph that starts with {start}")


def rewrite(section: Section, old: str, new: str) -> None:
    """Put other words into the text of one section, wherever the old ones stand."""
    if not any(old in block.text for block in section.blocks):
        raise LookupError(f"“{section.title}” does not say {old}")
    for block in section.blocks:
        block.text = block.text.replace(old, new)


def substitute(proposal: Proposal, pattern: str, new: str) -> None:
    """Replace a pattern in every paragraph of the proposal; nothing happens where it does not occur."""
    for section in proposal.walk():
        for block in section.blocks:
            if block.kind in ("text", "item"):
                block.text = re.sub(pattern, new, block.text)


def everywhere(proposal: Proposal, old: str, new: str) -> None:
    """Put other words into text, tables, inventory and budget alike."""
    for section in proposal.walk():
        for block in section.blocks:
            block.text = block.text.replace(old, new)
    for table in proposal.tables.values():
        table.rows = [[cell.replace(old, new) for cell in row] for row in table.rows]
    for entry in proposal.stock:
        entry.note = entry.note.replace(old, new)
    for item in (i for group in proposal.budget.groups for i in group.items):
        item.spec, item.note = item.spec.replace(old, new), item.note.replace(old, new)


def without_tables(section: Section, *names: str) -> None:
    """Leave tables of a section out; all of them where none is named."""
    section.blocks = [b for b in section.blocks if b.kind != "table" or (names and b.text not in names)]


def demote(section: Section) -> None:
    """Set a section and all below it one level deeper."""
    for part in section.walk():
        part.level += 1
