"""The table of contents: which lines belong to it, and what each says."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from proposal_check.model.document import Block, ContentsEntry, Paragraph, Table
from proposal_check.parse.typed_numbers import split_number

TITLE: Final = re.compile(r"(?:目\s*[录次]|contents|table of contents)$", re.IGNORECASE)
# A page number at the end, set off by leaders, a tab or a wide gap.
ENTRY: Final = re.compile(
    r"^(?P<title>.*?\S)(?:\s*[.．…·•。_—-]{2,}\s*|\s*\t\s*|\s{2,}|\s*…+\s*)(?P<page>\d{1,4})$", re.DOTALL
)
LOOSE_ENTRY: Final = re.compile(r"^(?P<title>.*?[^\d\s.．])\s*(?P<page>\d{1,4})$", re.DOTALL)
FIGURE_ENTRY: Final = re.compile(r"^(?:图|表|Figure|Table)\s*[\d一二三四五六七八九十A-Z]", re.IGNORECASE)
MAX_LINES: Final = 400
MAX_LINE: Final = 80
FEW: Final = 3


def mark_contents(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Mark the lines of a typed table of contents as kind `contents`; those from a field are marked already.

    A typed one follows a line 目录 and ends where a line has no page number, or, in a list without page
    numbers, where its first line comes again as the first chapter. Runs of lines with leaders and page
    numbers are contents even without that title.
    """
    marked = set(_leader_runs(blocks))
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and is_contents_title(block):
            marked.add(index)
            marked.update(_lines_after(blocks, index + 1))
    return tuple(
        replace(b, kind="contents") if i in marked and isinstance(b, Paragraph) else b
        for i, b in enumerate(blocks)
    )


def is_contents_title(paragraph: Paragraph) -> bool:
    return bool(TITLE.match(paragraph.text.strip())) and len(paragraph.text) < 24


def _leader_runs(blocks: Sequence[Block]) -> list[int]:
    found: list[int] = []
    run: list[int] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and ENTRY.match(block.text) and len(block.text) <= 2 * MAX_LINE:
            run.append(index)
            continue
        found += run if len(run) >= FEW else []
        run = []
    return found + (run if len(run) >= FEW else [])


def _lines_after(blocks: Sequence[Block], start: int) -> list[int]:
    paged = _paged_lines(blocks, start)
    return paged if len(paged) >= FEW - 1 else _unpaged_lines(blocks, start)


def _paged_lines(blocks: Sequence[Block], start: int) -> list[int]:
    lines: list[int] = []
    for index in range(start, min(start + MAX_LINES, len(blocks))):
        block = blocks[index]
        if not isinstance(block, Paragraph) or not (
            block.kind == "contents" or ENTRY.match(block.text) or LOOSE_ENTRY.match(block.text)
        ):
            break
        lines.append(index)
    return lines


def _unpaged_lines(blocks: Sequence[Block], start: int) -> list[int]:
    """Take short lines until the first of them is repeated, which is where the text begins."""
    first: str | None = None
    for index in range(start, min(start + MAX_LINES, len(blocks))):
        block = blocks[index]
        if not isinstance(block, Paragraph) or len(block.text) > MAX_LINE:
            return []
        text = _bare(block.text)
        if first is None:
            first = text
        elif text == first:
            return list(range(start, index)) if index - start >= FEW - 1 else []
    return []


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def read_entries(blocks: Sequence[Block]) -> tuple[ContentsEntry, ...]:
    """Read the chapter lines of the contents; lists of figures and of tables are left out."""
    entries: list[ContentsEntry] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.kind == "contents":
            lines = [] if is_contents_title(block) else block.text.splitlines()
        elif isinstance(block, Table) and _is_contents_table(blocks, index):
            lines = _table_lines(block)
        else:
            continue
        entries.extend(_entry(line, index) for line in lines if line.strip() and not FIGURE_ENTRY.match(line))
    return tuple(entries)


def _entry(line: str, block: int) -> ContentsEntry:
    match = ENTRY.match(line.strip()) or LOOSE_ENTRY.match(line.strip())
    text = match["title"] if match else line.strip()
    number = split_number(text)
    title = re.sub(r"[\s.．…·]+$", "", number.rest if number else text)
    return ContentsEntry(number.text if number else None, title, int(match["page"]) if match else None, block)


def _is_contents_table(blocks: Sequence[Block], index: int) -> bool:
    """Tell a contents table: it follows the title 目录, or holds it, and its last column counts pages."""
    table = blocks[index]
    assert isinstance(table, Table)
    before = blocks[index - 1] if index else None
    titled = isinstance(before, Paragraph) and is_contents_title(before)
    titled = titled or any(TITLE.match(cell.text.strip()) for cell in table.cells[:3])
    lines = _table_lines(table)
    return titled and sum(1 for line in lines if LOOSE_ENTRY.match(line)) * 2 > len(lines)


def _table_lines(table: Table) -> list[str]:
    lines: dict[int, list[str]] = {}
    for cell in table.cells:
        lines.setdefault(cell.row, []).append(cell.text.strip())
    return [" ".join(filter(None, texts)) for _, texts in sorted(lines.items())]
