"""An index of earlier proposals: a table that says of each file whose it is, which year, what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from proposal_check.errors import ConfigError
from proposal_check.overlap.earlier import Described
from proposal_check.overlap.rows import read_rows

_HEADERS: Mapping[str, tuple[str, ...]] = {
    "file": ("文件", "文件名", "文件名称", "方案文件"),
    "unit": ("单位", "编报单位", "建设单位", "申报单位"),
    "year": ("年份", "年度", "申报年度", "申报年份"),
    "outcome": ("结果", "评审结果", "评审结论", "结论"),
}
_WAY_OUT = "表头写作：文件、单位、年份、结果；“文件”列写文件名（含扩展名），每个文件一行。"


def read_index(path: Path, otherwise: Described) -> dict[str, Described]:
    """Read what an index (CSV, xlsx) says of each file name; blanks are filled from `otherwise`.

    Raises ConfigError when it has no column of files, or names a file twice with different words.
    """
    found: dict[str, Described] = {}
    for _, rows in read_rows(path):
        columns = _columns(rows[0]) if rows else {}
        if "file" not in columns:
            continue
        for number, row in enumerate(rows[1:], start=2):
            cells = {role: row[at] for role, at in columns.items() if at < len(row) and row[at]}
            if not (name := cells.pop("file", "")):
                continue
            unit, year = cells.get("unit", otherwise.unit), cells.get("year", otherwise.year)
            outcome = cells.get("outcome", otherwise.outcome)
            about = replace(otherwise, unit=unit, year=year, outcome=outcome)
            if found.setdefault(name, about) != about:
                raise ConfigError(f"索引表 {path.name} 第{number}行与前面的行对“{name}”说法不同。", _WAY_OUT)
    if not found:
        raise ConfigError(f"索引表 {path.name} 没有“文件”列，或该列是空的。", _WAY_OUT)
    return found


def _columns(header: Sequence[str]) -> dict[str, int]:
    names = ["".join(cell.split()) for cell in header]
    return {
        role: names.index(name)
        for role, usual in _HEADERS.items()
        for name in reversed(usual)
        if name in names
    }
