"""The columns of a register as clerks name them, found by their headers and not by position."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

# role → header names in use; compared without blanks and bracketed remarks
HEADERS: Mapping[str, tuple[str, ...]] = {
    "id": ("编号", "系统编号", "应用编号", "平台编号", "组件编号", "编码", "项目编号"),
    "name": (
        "名称",
        "系统名称",
        "平台名称",
        "应用名称",
        "信息系统名称",
        "项目名称",
        "平台/系统名称",
        "组件名称",
    ),
    "owner": ("归口", "建设单位", "主管单位", "归口单位", "所属单位", "使用单位", "部门", "单位", "主管部门"),
    "level": ("层级", "级别", "系统层级", "建设层级"),
    "year": ("年份", "建设年份", "建设年度", "年度", "建成年份", "建成时间", "上线时间", "投用时间"),
    "state": ("状态", "系统状态", "运行状态", "使用状态", "建设状态"),
    "modules": ("模块", "功能模块", "主要模块", "模块名称", "功能清单", "统建能力", "能力", "服务能力"),
    "functions": ("功能", "主要功能", "功能描述", "功能说明", "系统功能", "简介", "统建内容说明", "建设内容"),
    "aliases": ("别名", "又名", "简称", "曾用名", "其他名称"),
    "platform": ("是否统建", "统建", "是否共性平台", "是否统建平台", "共性能力"),
    "kind": ("类型", "资源类型", "资源类别", "目录类型", "系统类型", "条目类型"),
    "duty": ("部门自建内容", "部门需自行建设", "部门需自行承担的建设内容", "部门自行建设内容"),
    "source": ("来源", "依据", "出处", "来源文件"),
    "clause": ("条款", "来源条款", "条款号"),
    "confidence": ("可信度", "置信", "置信度"),
}
REQUIRED = "系统名称（或 名称、平台名称）"
WANTED = "建设单位、功能模块、主要功能"

_REMARK = re.compile(r"[（(\[【].*?[）)\]】]")
_ROLES = {name: role for role, names in HEADERS.items() for name in names}


def columns(header: Sequence[str], names: Mapping[str, str] | None = None) -> dict[str, int]:
    """Map roles to 0-based columns; the first column wins where two headers mean the same.

    `names` gives the header of a role where it is not one in use (role → header).
    """
    own = {_key(name): role for role, name in (names or {}).items()}
    found: dict[str, int] = {}
    for index, text in enumerate(header):
        usual = _ROLES.get(_key(text))
        role = own.get(_key(text)) or (None if usual in own.values() else usual)
        if role is not None:
            found.setdefault(role, index)
    return found


def header_row(rows: Sequence[Sequence[str]], names: Mapping[str, str] | None = None) -> int | None:
    """Find the header among the first ten rows: a name column and at least one more; None when absent."""
    for index, row in enumerate(rows[:10]):
        found = columns(row, names)
        if "name" in found and len(found) > 1:
            return index
    return None


def _key(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return "".join(_REMARK.sub("", folded).split()).strip("*:")
