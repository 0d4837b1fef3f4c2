"""The table of contents: which lines belong to it, and what each says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from proposal_check.model.document import Block, ContentsEntry, Paragraph, Table
from proposal_check.parse.typed_numbers import split_number

TITLE: Final = re.compile(r"(?:目\s*[录次]|contents|table of contents)$", re.IGNORECASE)
PAGE: Final = re.compile(r"[0-9]{1,4}$")
BLANKS: Final = " \t\u3000\xa0"
LEADERS: Final = ".．…·•。_—-"
FIGURE_ENTRY: Final = re.compile(r"^(?:图|表|Figure|Table)\s*[\d一二三四五六七八九十A-Z]", re.IGNORECASE)
MAX_LINES: Final = 400
MAX_LINE: Final = 80
FEW: Final = 3


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that ends in a page number; `led` says that leaders, a tab or a wide gap set it off."""

    title: str
    page: int
    led: bool


def _read_line(text: str) -> _Line | None:
    text = text.strip()
    page = PAGE.search(text[-5:])
    if page is None:
        return None
    before = text[: len(text) - len(page[0])]
    title = before.rstrip(BLANKS + LEADERS)
    gap = before[len(title) :]
    led = "\t" in gap or "…" in gap or len(gap) >= 2
    if not title or (title[-1].isdigit() and not led):
        return None
    return _Line(title, int(page[0]), led)


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
        if isinstance(block, Paragraph) and is_entry(block.text):
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
        if not isinstance(block, Paragraph) or (block.kind != "contents" and not _read_line(block.text)):
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


def is_entry(text: str) -> bool:
    """Say whether a line ends in a page number set off by leaders, a tab or a wide gap."""
    line = _read_line(text)
    return line is not None and line.led and len(line.title) <= MAX_LINE


def _entry(text: str, block: int) -> ContentsEntry:
    line = _read_line(text)
    title = line.title if line else text.strip()
    number = split_number(title)
    if number is not None:
        title = number.rest
    page = line.page if line else None
    return ContentsEntry(number.text if number else None, title.rstrip(BLANKS + LEADERS), page, block)


def _is_contents_table(blocks: Sequence[Block], index: int) -> bool:
    """Tell a contents table: it follows the title 目录, or holds it, and its last column counts pages."""
    table = blocks[index]
    assert isinstance(table, Table)
    before = blocks[index - 1] if index else None
    titled = isinstance(before, Paragraph) and is_contents_title(before)
    titled = titled or any(TITLE.match(cell.text.strip()) for cell in table.cells[:3])
    if not titled:
        return False
    lines = _table_lines(table)
    return sum(1 for line in lines if _read_line(line)) * 2 > len(lines)


def _table_lines(table: Table) -> list[str]:
    lines: dict[int, list[str]] = {}
    for cell in table.cells:
        lines.setdefault(cell.row, []).append(cell.text.strip())
    return [" ".join(filter(None, texts)) for _, texts in sorted(lines.items())]
