"""Application forms of one table: what stands in the cell beside 建设内容, line by line."""

import re
from collections.abc import Iterator
from itertools import pairwise

from proposal_check.model.document import Cell, Table
from proposal_check.overlap.words import normalise

_LABEL = re.compile(
    "^(?:项目|主要|拟|本期|具体|系统|软件)*(?:建设|开发|功能)(?:的)?(?:主要)?(?:内容|模块|清单|需求)(?:及|和|与|$)|"
    "^(?:系统|主要|业务)?功能(?:描述|说明|简介)?$"
)
# Where a new item begins: on a line of its own, or numbered behind the end of a sentence.
_ITEM = re.compile(
    r"\n|(?<=[。；;：:])\s*(?=(?:\d{1,2}[.．、)）]|[（(][\d一二三四五六七八九十]{1,3}[)）]|[①-⑳]))"
)


def planned_items(table: Table) -> Iterator[tuple[Cell, int, int]]:
    """Yield the cell and the bounds of every item in the cells right of a label such as 建设内容.

    Only a table of labels and what is filled in is such a form: a cell that holds one item alone is left out.
    """
    for row in table.grid():
        cells = list(dict.fromkeys(cell for cell in row if cell is not None))
        for label, filled in pairwise(cells):
            if _LABEL.search(normalise(label.text)):
                bounds = [*_bounds(filled.text)]
                yield from ((filled, *span) for span in bounds if len(bounds) > 1)


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in [*_ITEM.finditer(text), None]:
        end = found.start() if found else len(text)
        if text[start:end].strip():
            yield start + len(text[start:end]) - len(text[start:end].lstrip()), end
        start = found.end() if found else end
