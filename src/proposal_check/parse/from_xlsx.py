"""Read the spreadsheets that come with a proposal: each sheet a section, each region of cells a table."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from proposal_check.errors import UnreadableFile
from proposal_check.model.document import (
    Block,
    Counts,
    Document,
    Paragraph,
    ReadWarning,
    Signal,
    Source,
    Table,
)
from proposal_check.parse.captions import LONGEST, TABLE_NAME, bind_captions
from proposal_check.parse.headings import build_sections
from proposal_check.parse.losses import losses
from proposal_check.parse.package import Package
from proposal_check.parse.sheet_blocks import sheet_blocks
from proposal_check.parse.sheets import Sheet
from proposal_check.parse.tally import Tally, tally_blocks
from proposal_check.parse.xlsx_sheets import read_sheets

# Sheets that nobody named.
UNNAMED: Final = ("sheet", "工作表", "chart")
CODES: Final = (
    ("errors", "formula_errors", "个单元格显示公式错误（#REF!、#DIV/0! 等）"),
    (
        "uncalculated",
        "formulas_without_result",
        "个公式没有保存计算结果，未能读入，请用 Excel 或 WPS 打开并保存",
    ),
    ("unformatted", "format_unknown", "个数值的显示格式未能还原，按存储值读取"),
)


def read_xlsx(package: Package, data: bytes, name: str) -> Document:
    """Read an opened .xlsx package. Raises UnreadableFile when its parts are damaged or beyond a limit."""
    drawn = _drawn_text(package)
    document = build(read_sheets(package), data, name, "xlsx")
    warnings = [*document.warnings]
    if drawn:
        message = f"工作表上的文本框、图形中有 {drawn} 个字符，未能读入，请人工核对。"
        warnings.append(ReadWarning("drawing_text", message, amount=drawn))
    return replace(
        document, signals=(*document.signals, *_package_signals(package)), warnings=tuple(warnings)
    )


def read_xls(data: bytes, name: str) -> Document:
    """Read an old .xls file. Raises UnreadableFile when it is damaged, encrypted or beyond a limit."""
    from proposal_check.parse.xls_sheets import read_old_sheets

    document = build(read_old_sheets(data), data, name, "xls")
    message = "旧版 .xls 的隐藏行列和数字格式不能识别，数值按存储值读取。"
    return replace(document, warnings=(*document.warnings, ReadWarning("format_unknown", message)))


def build(sheets: Sequence[Sheet], data: bytes, name: str, kind: str) -> Document:
    """Make a Document of worksheets; hidden ones are told, not read. Raises UnreadableFile without text."""
    blocks: list[Block] = []
    covered = 0
    for sheet in sheets:
        if not sheet.hidden and sheet.cells:
            found, under = sheet_blocks(sheet, len(blocks))
            blocks += found
            covered += under
    if not blocks:
        raise UnreadableFile("Excel 表格中没有内容。", "请检查文件，重新提交。")
    bound = _named(bind_captions(blocks))
    raw, seen = _raw(sheets, covered), _seen(bound)
    return Document(
        source=Source(name, hashlib.sha256(data).hexdigest(), kind, len(data)),
        blocks=bound,
        sections=build_sections(bound),
        signals=tuple(_signals(sheets, covered)),
        warnings=(*_warnings(sheets), *losses(raw, seen)),
        raw=raw,
        seen=seen,
    )


def _named(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Name tables without a caption after a title further up, the only one of a named sheet after that."""
    result = list(blocks)
    heads = [i for i, b in enumerate(blocks) if isinstance(b, Paragraph) and b.kind == "heading"]
    for start, end in zip(heads, [*heads[1:], len(blocks)], strict=True):
        inside = [(i, b) for i, b in enumerate(blocks[start:end], start) if isinstance(b, Table)]
        sheet = "" if blocks[start].text.lower().startswith(UNNAMED) else blocks[start].text
        for index, table in inside:
            if table.caption is None:
                title = _title(blocks, index) or (sheet if len(inside) == 1 else "")
                result[index] = replace(table, caption=title or None)
    return tuple(result)


def _title(blocks: Sequence[Block], table: int) -> str:
    """Find the name of a table among the lines between it and the table above."""
    for block in reversed(blocks[:table]):
        if not isinstance(block, Paragraph) or block.kind == "heading":
            break
        if len(block.text) <= LONGEST and TABLE_NAME.fullmatch(block.text):
            return block.text
    return ""


def _visible(sheets: Sequence[Sheet]) -> list[Sheet]:
    return [sheet for sheet in sheets if not sheet.hidden and sheet.cells]


def _raw(sheets: Sequence[Sheet], covered: int) -> Counts:
    """Count what the visible sheets hold; a value under a merged area is nowhere to be seen."""
    text, cells = Tally(), -covered
    for sheet in _visible(sheets):
        text = sum(map(Tally.of, sheet.cells.values()), text + Tally.of(sheet.name))
        cells += len(sheet.cells) + sheet.dangling
    return Counts(text.characters, cells, text.numbers)


def _seen(blocks: Sequence[Block]) -> Counts:
    text, _ = tally_blocks(blocks)
    cells = sum(len(block.cells) for block in blocks if isinstance(block, Table))
    lines = [b.text for b in blocks if isinstance(b, Paragraph) and b.kind != "heading"]
    return Counts(text.characters, cells + sum(line.count("\t") + 1 for line in lines), text.numbers)


def _signals(sheets: Sequence[Sheet], covered: int) -> Iterator[Signal]:
    shown = _visible(sheets)
    rows = sum(len(s.hidden_rows & {r for r, _ in s.cells}) for s in shown)
    cols = sum(len(s.hidden_cols & {c for _, c in s.cells}) for s in shown)
    found = {
        "hidden_sheets": sum(sheet.hidden and bool(sheet.cells) for sheet in sheets),
        "hidden_rows": rows,
        "hidden_columns": cols,
        "hidden_text": covered + sum(sheet.invisible for sheet in shown),
    }
    yield from (Signal(code, count) for code, count in found.items() if count)


def _warnings(sheets: Sequence[Sheet]) -> Iterator[ReadWarning]:
    for sheet in sheets:
        if sheet.hidden and sheet.cells:
            message = f"隐藏的工作表“{sheet.name}”有 {len(sheet.cells)} 个单元格，未读入。"
            yield ReadWarning("hidden_sheet", message, amount=len(sheet.cells))
    for attribute, code, words in CODES:
        count = sum(getattr(sheet, attribute) for sheet in _visible(sheets))
        if count:
            yield ReadWarning(code, f"有 {count} {words}。", amount=count)


def _drawn_text(package: Package) -> int:
    """Count the characters in text boxes, shapes and charts, which are not read."""
    parts = [n for n in sorted(package.names) if n.startswith(("xl/drawings/drawing", "xl/charts/chart"))]
    names = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
    return sum(len((e.text or "").strip()) for part in parts for e in package.stream(part, names))


def _package_signals(package: Package) -> Iterator[Signal]:
    names = [name.lower() for name in package.names]
    found = {
        "comments": sum("/comments" in n and n.endswith(".xml") for n in names),
        "macros": sum(n.endswith("vbaproject.bin") for n in names),
        "ole_objects": sum("/embeddings/" in n and n.endswith(".bin") for n in names),
        "embedded_files": sum("/embeddings/" in n and not n.endswith(".bin") for n in names),
        "external_links": sum(n.startswith("xl/externallinks/external") for n in names),
    }
    yield from (Signal(code, count) for code, count in found.items() if count)
