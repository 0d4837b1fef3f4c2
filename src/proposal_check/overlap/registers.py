"""A register of systems: the rows of a file become entries, however clerks wrote them."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from proposal_check.errors import ConfigError
from proposal_check.model.overlap import SystemEntry
from proposal_check.overlap.columns import REQUIRED, WANTED, columns, header_row, whole_header
from proposal_check.overlap.rows import Rows, read_rows

# Not inside brackets: 用户管理（含角色、权限） is one module.
_LIST = re.compile(r"[、；;，,\n|]+(?![^（(]*[）)])")
# 1. 2、（3） ④ before a name; 2.0版 and 12345热线 are no numbering.
_NUMBERED = re.compile(
    r"(?:[①-⑳]|(?:^|(?<=[\s；;。、，,：:]))(?:[（(]?\d{1,2}\s*(?:[)）]|[.．、](?!\d))|[（(][一二三四五六七八九十]+[)）]|"
    r"[一二三四五六七八九十]+、))\s*(?=[\u4e00-\u9fffA-Za-z“])"
)
_SENTENCE_END = re.compile("[。;；]|以及")
_LEAD = re.compile(
    "^(?:(?:(?:[本该]?(?:系统|平台|项目))?(?:主要|可以?|能够?|已)?(?:用于|提供|实现|支持|包括|包含|涵盖|具有|具备|完成|建设了|建有))了?"
    "|(?:主要)?功能(?:有|包括|为)?[:：]|(?:面向|为)[^、，；]{2,14}?提供|以及|并)+(?!商)"
)
_TAIL = re.compile(
    r"[一二三四五六七八九十两\d]+[大个项](?:子系统|功能|模块|应用)$|(?<!同)等(?:功能|模块|内容|业务|服务|应用)*$|[。．.]+$"
)
# What a description tells of a system besides its functions: 2019年建成, 覆盖12个乡镇.
_FACT = re.compile(r"\d[余多]?[万亿]?[年个家人户台处套条名]")
# Kinds of entries that departments use instead of building their own (共性组件, 统建平台).
_SHARED = re.compile("组件|统建|共性")
_YES = frozenset({"是", "1", "y", "yes", "√", "统建", "true"})
# Columns nobody misses.
_SAY_NOTHING = frozenset({"序号", "备注", "联系人", "联系电话", "填报人"})
_SHOWN, _LONGEST = 12, 20
# The last row of a sheet adds up; the header may stand again on every page.
_TOTAL = re.compile(r"(?:合\s*计|小\s*计|总\s*计|共\s*计)(?:[\d：:（(共]|$)")


@dataclass(frozen=True, slots=True)
class Register:
    """What a file held: its entries, the rows that could not be used, the headers that were not read.

    `bare` counts the entries without modules and functions, of which the name alone is compared.
    """

    entries: tuple[SystemEntry, ...]
    problems: tuple[str, ...]
    unread: tuple[str, ...]

    @property
    def bare(self) -> int:
        return sum(not entry.modules for entry in self.entries)


def read_register(path: Path, names: Mapping[str, str] | None = None) -> Register:
    """Read one register; rows of one system, one module to a row, become one entry.

    `names` says which header stands for which role where it is not one of the usual ones. Raises ConfigError
    when the file has no usable columns.
    """
    entries: list[SystemEntry] = []
    problems: list[str] = []
    unread: list[str] = []
    seen: list[str] = []
    usable = False
    for sheet, rows in read_rows(path):
        top = header_row(rows, names)
        if top is None:
            seen += [cell for row in rows[:1] for cell in row if cell]
            continue
        usable = True
        header, last = whole_header(rows, top, names)
        found = columns(header, names)
        unread += (text for at, text in enumerate(header) if text and at not in found.values())
        label = f"{path.name}{f'（{sheet}）' if sheet else ''}"
        _read_rows(rows[last:], found, (label, last), entries, problems)
    if not usable:
        raise _unusable(path, seen)
    told = (text for text in dict.fromkeys(unread) if text not in _SAY_NOTHING)
    return Register(merged(entries), tuple(problems), tuple(told))


def _unusable(path: Path, seen: list[str]) -> ConfigError:
    first = "、".join(text[:_LONGEST] for text in seen[:_SHOWN])
    return ConfigError(
        f"比对库文件没有可识别的表头：{path.name}，读到的首行是：{first or '空'}。",
        f"表头至少要有“{REQUIRED}”列，以及{WANTED}等列之一；"
        "列名不同的，导入时用 --column 指明，如 --column name=应用全称。",
    )


def merged(entries: Iterable[SystemEntry]) -> tuple[SystemEntry, ...]:
    """Join entries of one id and name: their modules and functions together, else the first that says it."""
    found: dict[tuple[str, str], SystemEntry] = {}
    for entry in entries:
        key = (entry.id, entry.name)
        found[key] = _join(found[key], entry) if key in found else entry
    return tuple(found.values())


def _join(one: SystemEntry, other: SystemEntry) -> SystemEntry:
    functions = dict.fromkeys(text for text in (one.functions, other.functions) if text)
    return replace(
        one,
        level=one.level or other.level,
        state=one.state or other.state,
        modules=tuple(dict.fromkeys((*one.modules, *other.modules))),
        functions="；".join(functions),
        aliases=tuple(dict.fromkeys((*one.aliases, *other.aliases))),
        platform=one.platform or other.platform,
        source=one.source or other.source,
        duty=one.duty or other.duty,
    )


def _read_rows(
    rows: Rows,
    found: Mapping[str, int],
    place: tuple[str, int],
    entries: list[SystemEntry],
    problems: list[str],
) -> None:
    label, top = place
    for number, row in enumerate(rows[1:], start=top + 2):
        if not any(row):
            continue
        cells = {role: row[index] for role, index in found.items() if index < len(row)}
        name = cells.get("name", "")
        if any(map(_TOTAL.match, row[: found["name"] + 1])) or "name" in columns([name]):
            continue
        if any("\u4e00" <= ch <= "\u9fff" or ch.isalpha() for ch in name):
            entries.append(_entry(cells))
        else:
            problems.append(f"{label}第{number}行：缺少系统名称，未纳入比对")


def _entry(cells: Mapping[str, str]) -> SystemEntry:
    name, owner = cells["name"], cells.get("owner", "")
    functions = cells.get("functions", "")
    source = " ".join(part for part in (cells.get("source", ""), cells.get("clause", "")) if part)
    confidence = cells.get("confidence", "")
    return SystemEntry(
        id=cells.get("id") or _derived_id(name, owner, cells.get("year", "")),
        name=name,
        owner=owner,
        level=cells.get("level", ""),
        year=cells.get("year", ""),
        state=cells.get("state", ""),
        modules=_names(cells.get("modules", "")) or _functions(functions),
        functions=functions,
        aliases=_names(cells.get("aliases", "")),
        platform=cells.get("platform", "").lower() in _YES or _is_shared(cells.get("kind", "")),
        source=f"{source}（可信度{confidence}）" if confidence else source,
        duty=cells.get("duty", ""),
    )


def _is_shared(kind: str) -> bool:
    return _SHARED.search(kind) is not None and "非" not in kind


def _names(text: str) -> tuple[str, ...]:
    """Split a list of names: however separated or numbered, 等功能 and the lead of a sentence left out."""
    parts = (part.strip() for part in _LIST.split(_NUMBERED.sub("\n", text)))
    names = (_LEAD.sub("", _TAIL.sub("", part)).strip() for part in parts)
    return tuple(dict.fromkeys(name for name in names if name))


def _functions(text: str) -> tuple[str, ...]:
    """Take the names of functions from a description."""
    return tuple(name for name in _names(_SENTENCE_END.sub("\n", text)) if not _FACT.search(name))


def _derived_id(*parts: str) -> str:
    return "s" + hashlib.sha256("|".join(parts).encode()).hexdigest()[:12]
