"""What a project contains at all: hardware, building works. Inferred from its budget and its own words."""

import re

from proposal_check.model.budget import BudgetReading, BudgetRow
from proposal_check.model.document import Anchor, Document
from proposal_check.model.outline import OutlineReading
from proposal_check.model.submission import Fact
from proposal_check.outline.text import named, text_blocks

_HARDWARE = re.compile(r"硬件|设备购置|网络设备|安全设备|服务器设备")
_WORKS = re.compile(
    r"机房(装修|建设|改造|工程)|综合布线|供?配电|不间断电源|\bUPS\b|接地|防雷|新风|精密空调|基础配套工程|弱电工程"
)
_NO_HARDWARE = re.compile(
    r"(不涉及|不采购|不购置|不新增|无需采购|无需购置|无需新增|不含)[^。；;，,]{0,6}(硬件|服务器)(设备|采购|购置|建设|投入)?"
)
_NO_WORKS = re.compile(
    r"(不涉及|无需|不包含|不含|不新建|无)[^。；;，,]{0,8}(基础配套工程|机房(建设|装修|工程|改造)|配套工程)"
)


def has_hardware(document: Document, budget: BudgetReading) -> Fact | None:
    """True when the budget prices hardware; False when none is priced and the text says so."""
    for table in budget.tables:
        for row in table.rows:
            if _priced(row) and (table.kind == "hardware" or _HARDWARE.search(row.category)):
                return Fact(True, "inferred", row.anchor, f"概算列有硬件“{row.name}”")
    return _denied(document, _NO_HARDWARE)


def has_infrastructure(document: Document, outline: OutlineReading, budget: BudgetReading) -> Fact | None:
    """True when the budget prices works; False when chapter nine or the text says that there are none."""
    for table in budget.tables:
        for row in table.rows:
            if _priced(row) and _WORKS.search(f"{row.category} {row.name}"):
                return Fact(True, "inferred", row.anchor, f"概算列有“{row.name}”")
    for chapter in named(outline, "配套工程设计"):
        if chapter.status == "na":
            return Fact(False, "inferred", chapter.anchor, chapter.reason)
    return _denied(document, _NO_WORKS)


def _priced(row: BudgetRow) -> bool:
    return row.kind == "item" and row.amount is not None and row.amount.value > 0


def _denied(document: Document, pattern: re.Pattern[str]) -> Fact | None:
    for text in text_blocks(document, [(0, len(document.blocks))]):
        if match := pattern.search(text.quote):
            place = Anchor(text.block, match.start(), match.end(), match[0], text.cell)
            return Fact(False, "inferred", place, f"正文写明“{match[0]}”")
    return None
