"""Captions of tables and figures, and the money unit printed near a table."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from proposal_check.model.document import Block, Figure, Paragraph, Table
from proposal_check.parse.typed_numbers import split_number

STYLE_NAME: Final = re.compile(r"caption|题注|图名|表名|图标题|表标题|图题|表题", re.IGNORECASE)
NUMBERED: Final = re.compile(
    r"^[（(【]?\s*(?P<kind>续?附?[图表]|Figure|Table|Fig\.?)\s*"
    r"(?P<number>[\d０-９一二三四五六七八九十A-Z]+(?:\s*[-‐–—－.．]\s*[\d０-９]+)*)(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
# 表1所示, 图2为…: the text talks about a table, it does not name one.
TALK: Final = re.compile(
    r"^\s*(?:[，,。；]|所示|所列|给出|列出|显示|可知|可以|可见|为本|中的?|是|描述了|展示了)"
)
UNIT: Final = re.compile(r"(?:单位|币种)\s*[：:]?\s*(?:人民币)?[，,、/\s]*(亿元|万元|千元|元)")
BRACKET_UNIT: Final = re.compile(r"[（(]\s*(?:人民币)?\s*(亿元|万元|千元|元)\s*[）)]")
UNIT_LINE: Final = re.compile(r"^[（(]?\s*(?:金额|货币|计量|计价)?\s*(?:单位|币种)\s*[：:]")
TABLE_NAME: Final = re.compile(r"(?:[^，。；：:]*)(?:表|清单|一览|明细|目录)(?:[（(].*[）)])?$")
LONGEST: Final = 60
NEAR: Final = 3
# Text boxes that label the parts of one drawing.
LABELS: Final = 80


def bind_captions(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Give tables and figures the caption printed beside them, and tables their unit.

    A table's caption stands before it (a unit line may come between), else after it; a figure's after it,
    else before it. A caption belongs to one block only. The caption stays a paragraph of kind `caption`.
    """
    result = list(blocks)
    taken: set[int] = set()
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            result[index] = _bind_table(result, index, block, taken)
        elif isinstance(block, Figure):
            found = _beside(result, index, "图", taken)
            if found is not None:
                result[index] = replace(block, caption=_text(result[found]))
    for index in taken:
        caption = result[index]
        if isinstance(caption, Paragraph):
            result[index] = replace(caption, kind="caption")
    return tuple(result)


def _bind_table(blocks: list[Block], index: int, table: Table, taken: set[int]) -> Table:
    found = _beside(blocks, index, "表", taken)
    caption = _text(blocks[found]) if found is not None else None
    banner = _banner(table)
    if caption is None and banner and TABLE_NAME.match(banner):
        caption = banner
    unit = _unit(caption or "", loose=True) or _unit_near(blocks, index) or _unit(banner, loose=True)
    return replace(table, caption=caption, unit=unit)


def _beside(blocks: list[Block], index: int, kind: str, taken: set[int]) -> int | None:
    before, after = _before(blocks, index), _after(blocks, index)
    order = (before, after) if kind == "表" else (after, before)
    for numbered in (True, False):
        for candidate in order:
            if candidate is None or candidate in taken:
                continue
            if _names(blocks[candidate], kind, numbered=numbered, above=candidate is before):
                taken.add(candidate)
                return candidate
    return None


def _before(blocks: list[Block], index: int) -> int | None:
    """Find the nearest paragraph above, past unit lines and, for a figure, the figures beside it."""
    for i in range(index - 1, max(-1, index - 1 - NEAR), -1):
        block = blocks[i]
        if isinstance(block, Paragraph) and not block.hidden and block.origin in ("flow", "textbox"):
            if UNIT_LINE.match(block.text):
                continue
            return i
        if isinstance(block, Table) or (isinstance(block, Figure) and isinstance(blocks[index], Table)):
            return None
    return None


def _after(blocks: list[Block], index: int) -> int | None:
    i = index + 1
    last = min(len(blocks), index + LABELS) if isinstance(blocks[index], Figure) else i
    while i < last and _is_part_of_figure(blocks[i]):
        i += 1
    if i >= len(blocks) or not isinstance(blocks[i], Paragraph):
        return None
    # The name of the next table is not the name of this one.
    follows_table = (
        isinstance(blocks[index], Table) and i + 1 < len(blocks) and isinstance(blocks[i + 1], Table)
    )
    return None if follows_table else i


def _is_part_of_figure(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.origin == "textbox" and not is_numbered_caption(block.text)


def _names(block: Block, kind: str, *, numbered: bool, above: bool) -> bool:
    if not isinstance(block, Paragraph) or block.kind in ("contents", "heading") or block.outline_level:
        return False
    text = block.text.strip()
    if len(text) > LONGEST or text.endswith(("。", "；", "：", ":")):
        return False
    if numbered:
        return is_numbered_caption(text, kind)
    if STYLE_NAME.search(block.style or "") and not NUMBERED.match(text):
        return True
    return kind == "表" and above and split_number(text) is None and bool(TABLE_NAME.fullmatch(text))


def is_numbered_caption(text: str, kind: str = "图表") -> bool:
    """Say whether a line is a numbered caption of a figure (图) or table (表), not talk about one."""
    match = NUMBERED.match(text.strip()) if len(text) <= LONGEST else None
    if match is None or TALK.match(match["rest"]):
        return False
    word = match["kind"].lower()
    is_table = "表" in word or word == "table"
    return ("表" if is_table else "图") in kind and not text.rstrip().endswith(("。", "；"))


def table_name(text: str) -> str:
    """Take the number of a table out of its caption, 续表1 as 1; empty where there is none to compare."""
    match = NUMBERED.match(text.strip()) if is_numbered_caption(text, "表") else None
    return re.sub(r"\s", "", match["number"]) if match else ""


def _text(block: Block) -> str:
    return block.text.strip()


def _banner(table: Table) -> str:
    """Read a first row that is one cell across the whole table."""
    first = [cell for cell in table.cells if cell.row == 1]
    if len(first) == 1 and first[0].col_span >= table.cols > 1:
        return first[0].text.strip()
    return ""


def _unit_near(blocks: list[Block], index: int) -> str | None:
    """Find a unit line above within a few paragraphs; nothing is looked for beyond another table."""
    for i in range(index - 1, max(-1, index - 1 - NEAR), -1):
        block = blocks[i]
        if isinstance(block, Table):
            return None
        if isinstance(block, Paragraph) and len(block.text) <= LONGEST and (unit := _unit(block.text)):
            return unit
    return None


def _unit(text: str, *, loose: bool = False) -> str | None:
    match = UNIT.search(text) or (BRACKET_UNIT.search(text) if loose else None)
    return match[1] if match else None
