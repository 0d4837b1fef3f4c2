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

# Headers beside those: clerks put words before and behind. A header that fits none is told when importing.
_WHAT = "(?:政务|信息化?|应用|业务|软件|项目|平台|组件|系统|已建|现有|存量)*"
_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "name": re.compile(f"^{_WHAT}(?:系统|平台|应用|项目|组件)/?{_WHAT}(?:的)?(?:规范)?(?:全称|名称|名)$"),
    "owner": re.compile(
        "^(?:系统|项目|应用)?(?:建设|主管|牵头|责任|归口|所属|业主|申报|填报|主责|权属|使用|管理|主办|提供)(?:管理)?"
        "(?:单位|部门|处室|科室|主体|机构)(?:名称|全称)?$"
    ),
    "level": re.compile("^(?:所属|所在|行政|系统|建设|应用|覆盖|部署)(?:范围|行政)?(?:层级|级别)$"),
    "year": re.compile(
        "^(?:系统|项目|首次)?(?:建设|建成|上线|投用|启用|立项|竣工|验收|投入使用)(?:年份|年度|年月|时间|日期|年)$"
    ),
    "state": re.compile(
        "^(?:当前|目前|现|系统|应用|运行|使用|建设)*(?:状态|状况)$|^(?:目前)?(?:系统|应用)?(?:运行|使用|在用)情况$"
    ),
    "modules": re.compile(
        "^(?:系统|主要|核心|业务|应用|已建)*(?:功能)?(?:模块|子系统|功能点)(?:名称|清单|组成|列表)?$|"
        "^(?:系统|主要|核心|业务|应用|平台)*(?:场景及?)?功能(?:组成|构成|清单|列表|项)$|^(?:对外)?(?:可?提供|支撑|开放)的?(?:能力|服务)$"
    ),
    "functions": re.compile(
        "^(?:系统|主要|核心|业务|应用|平台|项目)*(?:功能|建设内容|内容|用途)?(?:及用途)?"
        "(?:描述|说明|简介|简述|介绍|概述|概况|简要说明|功能|用途)$"
    ),
    "duty": re.compile(
        "^(?:使用|业务|申报|各|由)*(?:部门|单位)(?:需要?|应|可|自行|自建)+(?:承担|建设|完成|负责|做)?的?.{0,4}$"
    ),
    "id": re.compile("^(?:系统|应用|平台|项目|登记)*(?:备案|登记|注册|赋码|资产)(?:编?号|编码|码)$"),
    "platform": re.compile("^(?:是否|属于).{0,6}(?:统建|统一建设|共性|公共平台|共享平台)"),
}

_REMARK = re.compile(r"[（(\[【].*?[）)\]】]")
_ROLES = {name: role for role, names in HEADERS.items() for name in names}


def columns(header: Sequence[str], names: Mapping[str, str] | None = None) -> dict[str, int]:
    """Map roles to 0-based columns; the first column wins where two headers mean the same.

    `names` gives the header of a role where it is not one in use (role → header). The usual headers go
    before those that only resemble them.
    """
    keys = [_key(text) for text in header]
    own = {_key(name): role for role, name in (names or {}).items()}
    found = {role: keys.index(key) for key, role in own.items() if key in keys}
    for role_of in (_ROLES.get, _resembling):
        for index, key in enumerate(keys):
            role = role_of(key)
            if role is not None and role not in own.values() and index not in found.values():
                found.setdefault(role, index)
    return found


def _resembling(key: str) -> str | None:
    return next((role for role, pattern in _PATTERNS.items() if pattern.search(key)), None)


def header_row(rows: Sequence[Sequence[str]], names: Mapping[str, str] | None = None) -> int | None:
    """Find the header among the first ten rows: a name column and at least one more; None when absent."""
    for index, row in enumerate(rows[:10]):
        found = columns(row, names)
        if "name" in found and len(found) > 1:
            return index
    return None


def whole_header(
    rows: Sequence[Sequence[str]], top: int, names: Mapping[str, str] | None = None
) -> tuple[Sequence[str], int]:
    """Give the header that begins in row `top`, two rows taken as one, and its last row.

    A second row repeats the name or leaves it blank, and parts a column (系统简介: 模块, 功能).
    """
    header = rows[top]
    if top + 1 == len(rows):
        return header, top
    below, at = rows[top + 1], columns(header, names)["name"]
    same = at < len(below) and below[at] in ("", header[at])
    parted = [role for role, i in columns(below, names).items() if i >= len(header) or below[i] != header[i]]
    if not same or not parted or any(text.isdigit() for text in below):
        return header, top
    width = max(len(header), len(below))
    upper, lower = ([*row, *[""] * (width - len(row))] for row in (header, below))
    return [low or up for up, low in zip(upper, lower, strict=True)], top + 1


def _key(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return "".join(_REMARK.sub("", folded).split()).strip("*:")
