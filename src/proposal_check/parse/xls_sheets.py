"""Read the worksheets of an old .xls file with python-calamine: values as stored."""

import io
from datetime import date, datetime
from decimal import Decimal

import python_calamine

from proposal_check.errors import UnreadableFile
from proposal_check.parse.number_formats import GENERAL, show
from proposal_check.parse.package import DAMAGED_ADVICE
from proposal_check.parse.sheets import CellCollector, Sheet

VISIBLE = python_calamine.SheetVisibleEnum.Visible
WORKSHEET = python_calamine.SheetTypeEnum.WorkSheet


def read_old_sheets(data: bytes) -> tuple[Sheet, ...]:
    """Read all worksheets, hidden ones too. Raises UnreadableFile."""
    try:
        workbook = python_calamine.load_workbook(io.BytesIO(data))
        kept = [m for m in workbook.sheets_metadata if m.typ == WORKSHEET]
        return tuple(_sheet(workbook, m) for m in kept)
    except python_calamine.PasswordError as error:
        raise UnreadableFile("文件设有打开密码（已加密），无法读取。", "请取消密码后重新提交。") from error
    except (UnreadableFile, KeyboardInterrupt, SystemExit):
        raise
    # A panic of the library's Rust part is no Exception.
    except BaseException as error:
        raise UnreadableFile("文件已损坏，无法作为 Excel 表格打开。", DAMAGED_ADVICE) from error


def _sheet(workbook: python_calamine.CalamineWorkbook, metadata: python_calamine.SheetMetadata) -> Sheet:
    sheet = workbook.get_sheet_by_name(metadata.name)
    top, left = sheet.start or (0, 0)
    cells = CellCollector()
    for r, row in enumerate(sheet.iter_rows() if sheet.height else ()):
        for c, value in enumerate(row):
            cells.add(top + r, left + c, _text(value))
    merges = tuple((a[0], a[1], b[0], b[1]) for a, b in sheet.merged_cell_ranges or ())
    errors = sum(text.startswith("#") and text.endswith(("!", "?", "A")) for text in cells.cells.values())
    return Sheet(metadata.name, cells.cells, merges, metadata.visible != VISIBLE, errors=errors)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return show(str(Decimal(str(value))), GENERAL).text
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes") if value.hour or value.minute else value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
