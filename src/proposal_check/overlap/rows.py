"""The rows of a register file, as text: CSV in any usual Chinese encoding, or a workbook."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from proposal_check.errors import ConfigError

Rows = list[list[str]]
TEXT_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})
BOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods"})


def read_rows(path: Path) -> Iterator[tuple[str, Rows]]:
    """Yield (sheet name, rows) of a register file; a CSV is one sheet without a name.

    Raises ConfigError when the file is missing, of another type, or cannot be decoded.
    """
    if not path.is_file():
        raise ConfigError(f"找不到比对库文件：{path.name}。", "请检查路径是否正确。")
    suffix = path.suffix.lower()
    if suffix in TEXT_SUFFIXES:
        yield "", _csv_rows(path)
    elif suffix in BOOK_SUFFIXES:
        yield from _book_rows(path)
    else:
        raise ConfigError(f"不能识别的比对库文件类型：{path.name}。", "比对库应为 CSV 或 xlsx 文件。")


def _csv_rows(path: Path) -> Rows:
    text = _decode(path)
    delimiter = max(",\t;", key=text.count)
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error as error:
        message = f"比对库文件格式有误：{path.name}。"
        raise ConfigError(message, "请用表格软件另存为 CSV 或 xlsx 后重试。") from error


def _decode(path: Path) -> str:
    data = path.read_bytes()
    for encoding in _encodings(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    message = f"比对库文件的文字编码无法识别：{path.name}。"
    raise ConfigError(message, "请另存为 UTF-8 编码的 CSV，或 xlsx 文件。")


def _encodings(data: bytes) -> tuple[str, ...]:
    """Name the encodings to try; the end of a line in UTF-16 has a zero byte, which no other text has."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    wide = {name: data.count("\n".encode(name)) for name in ("utf-16-le", "utf-16-be")}
    return (max(wide, key=wide.__getitem__),) if any(wide.values()) else ("utf-8-sig", "gb18030")


def _book_rows(path: Path) -> Iterator[tuple[str, Rows]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        sheets = [(name, _sheet(book, name)) for name in book.sheet_names]
    except (CalamineError, OSError) as error:
        raise ConfigError(
            f"比对库文件无法打开：{path.name}。", "文件可能已损坏或已加密，请用表格软件另存为 xlsx 后重试。"
        ) from error
    yield from sheets


def _sheet(book: CalamineWorkbook, name: str) -> Rows:
    sheet = book.get_sheet_by_name(name)
    rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        _repeat_down(rows, top, bottom, left if left == right else None)
    return rows


def _repeat_down(rows: Rows, top: int, bottom: int, column: int | None) -> None:
    """Give every row of a cell merged over rows its text; titles merged over columns stay as they are."""
    if column is None or not top < len(rows) or column >= len(rows[top]):
        return
    for row in rows[top + 1 : bottom + 1]:
        row[column] = rows[top][column]


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return str(cell).strip()
