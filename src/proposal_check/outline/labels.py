"""Values that a document labels: 「建设单位：××局」 in a line, beside a label, under a heading 建设单位."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from proposal_check.model.document import Anchor, Block, Document, Paragraph, Table

# Blanks to fill in, and the header that stands beside a header.
_NO_VALUE = re.compile(
    r"[_＿/\-—×xX*\s]+|"
    r"(金额|数量|单价|比例|占比|备注|说明|(?:建设|主要|相关)?(?:内容|功能)|(?:项目|系统|设备|单位)?名称|职责|"
    r"建设单位|责任单位|负责人|联系人|联系电话|时间|日期|年份|状态|用途|序号|合计)([（(].*[）)])?"
)
_TEXT = attrgetter("text")
_COLON = re.compile("[：:]")
_NOT_NAME = re.compile(r"[\s：:*]|[（(][^）)]*[）)]")
# ××局，统一社会信用代码……; 本项目名称为××平台（以下简称平台）。
_PLAIN = re.compile(
    r"\s*(?:本|该)?(?:项目|工程|方案)?(?:建设)?(?:单位|名称|性质|类型|周期|期|方式)?\s*(?:属于|属|为|是)?\s*"
    r"(?P<value>[^，,。；;：:（(\n]{2,40}(?:[（(](?!以下|下称|简称)[^）)\n]{1,12}[）)][^，,。；;：:（(\n]{0,20})?)"
    r"(?:[（(。；;\n]|\s*$|(?<=[局委院部厅办府处所心司校站队会馆室建月天年])[，,])"
)
# □新建 ☑扩建: the boxes of a form, open and ticked.
_BOX = re.compile(r"[□☐]|\[\s?\]")
_TICK = r"(?:[☑√■✔✓☒]|\[[xX√]\])"
_TRIM = " \t\r\n　。；;，,"


def labelled(
    document: Document, labels: Sequence[str], blocks: Iterable[int] | None = None
) -> Iterator[Anchor]:
    """Yield the values that stand after one of the labels, in reading order, as anchors quoting the value."""
    spaced = "|".join(r"\s*".join(map(re.escape, label)) for label in labels)
    line = re.compile(
        rf"(?:^|[\s。；;，,、）)】\].．])(?:{spaced})\s*(?:[（(][^）)]{{0,12}}[）)])?\s*[：:]\s*([^\n]+)"
    )
    for index in range(len(document.blocks)) if blocks is None else blocks:
        block = document.blocks[index]
        if isinstance(block, Table):
            yield from _cells(block, index, labels)
        elif isinstance(block, Paragraph) and block.kind not in ("contents", "caption") and not block.hidden:
            for match in line.finditer(block.text):
                yield from _anchor(index, block.text, match.start(1), match.end(1), None)
            # （二）建设单位：, its value the text that goes on in the same paragraph.
            if block.run_in and line.search(f"{block.text}…"):
                text = document.blocks[index + 1].text
                yield from _anchor(index + 1, text, 0, len(text), None)
            elif block.kind == "heading" and _name(block.text.removeprefix(block.number or "")) in labels:
                yield from _under_heading(document, index + 1)


def labelled_blocks(document: Document, labels: Iterable[str]) -> list[int]:
    """Narrow down the blocks in which a value may stand after one of many labels."""
    wanted = set(labels)
    return [index for index, block in enumerate(document.blocks) if _may_label(block, wanted)]


def _may_label(block: Block, wanted: Set[str]) -> bool:
    if isinstance(block, Table):
        return not wanted.isdisjoint(map(_name, map(_TEXT, block.cells)))
    return isinstance(block, Paragraph) and (block.kind == "heading" or bool(_COLON.search(block.text)))


def _under_heading(document: Document, index: int) -> Iterator[Anchor]:
    """The first words of the paragraph under a heading that is a label; a sentence is no value."""
    block = document.blocks[index] if index < len(document.blocks) else None
    if not isinstance(block, Paragraph) or block.kind != "body" or block.hidden:
        return
    match = _PLAIN.match(block.text)
    if match and not _NO_VALUE.fullmatch(match["value"]):
        yield Anchor(index, match.start("value"), match.end("value"), match["value"])


def _cells(table: Table, index: int, labels: Sequence[str]) -> Iterator[Anchor]:
    wanted = set(labels)
    if not _may_label(table, wanted):
        return
    for row in table.grid():
        for left, right in pairwise(row):
            if left is None or right is None or left is right:
                continue
            if left.row == 1 and left.col % 2 == 0 and table.cols > 2:
                continue  # Labels of a form stand in the odd columns; this is a header.
            if _name(left.text) in wanted and right.text.strip() and right.row == left.row:
                yield from _anchor(index, right.text, 0, len(right.text), (right.row, right.col))


@lru_cache(maxsize=1 << 15)
def _name(text: str) -> str:
    # Every cell is asked for every fact's labels.
    return _NOT_NAME.sub("", text)


def _anchor(block: int, text: str, start: int, end: int, cell: tuple[int, int] | None) -> Iterator[Anchor]:
    value = text[start:end]
    if _BOX.search(value):
        value = _ticked(value)
    value = re.split(r"[。；;\n]|\s{3,}", value.strip(_TRIM))[0].strip(_TRIM)
    if value and not _NO_VALUE.fullmatch(value):
        begin = text.index(value, start)
        yield Anchor(block, begin, begin + len(value), value, cell)


def _ticked(value: str) -> str:
    """Give the one option of a form that is ticked, blank when none or several are."""
    option = r"([^\s□☐☑√■✔✓☒\[\]]+)"
    after = value.lstrip()[:1] not in "□☐☑√■✔✓☒["
    found = re.findall(rf"{option}\s*{_TICK}" if after else rf"{_TICK}\s*{option}", value)
    return str(found[0]) if len(found) == 1 else ""
