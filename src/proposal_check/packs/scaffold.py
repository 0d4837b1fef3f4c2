"""The first files of a new pack: enough to load, to check, and to show where everything goes."""

import re
from pathlib import Path

from proposal_check.errors import UsageError
from proposal_check.packs.load import load_pack
from proposal_check.packs.schema import Pack

_PACK = """\
# 规则包清单。没有写的键沿用上级规则包 {parent}；notices、missing 只算自己的。
id = "{id}"
version = "0.1.0"
title = "××市政务信息化项目规范性初审"
authority = "××市数据局"
regulation = "《××市政务信息化项目管理办法》（××发〔20××〕×号）"
extends = "{parent}"
# 手头没有的附件、缺页在这里写明，会印在规则说明页上；不要凭猜测补写。
missing = []
# 只有人能判断的要求，作为办理提示印在函后。
notices = []
"""
_NORMS = """\
# 依据登记簿：本市规则引用的每一条款都先登记。上级规则包的条款可以直接引用。
clauses:
  "{prefix}/全文":
    source: ××市政务信息化项目管理办法
    clause: 全文
    edition: ××发〔20××〕×号
    effective: "20××"
"""
_RULE = """\
# 一条规则一个文件，文件名就是编号。字段含义见 docs/rule-authors.md。
id: {prefix}-A01
check: attachment_set
title: 缺少立项依据文件
group: 其他
severity: must
basis: ["{prefix}/全文"]
params:
  wanted:
    立项依据文件: [批复, 立项, 会议纪要]
message: 附件中没有{{missing}}。
suggestion: 请补充{{missing}}。
status: draft
since: "0.1.0"
"""
_CASES = """\
# {prefix}-A01

## fail: 没有依据文件
```doc
@attachment 数据资源目录.xlsx
# 一、项目概述
正文
```
=> fail
=> must | 立项依据文件 | 附件中没有立项依据文件

## pass: 附有批复
```doc
@attachment 立项批复.pdf
# 一、项目概述
正文
```
=> pass

## near miss: 没有附件清单，请人核对
```doc
# 一、项目概述
正文
```
=> needs_review
=> must | 立项依据文件 | 没有附件清单
"""


def new_pack(pack_id: str, parent: str, folder: Path) -> Pack:
    """Write a pack that extends `parent` into folder/<id> and load it; existing files are never touched.

    Raises UsageError for an unfit id or a folder that has files, PackError when the parent does not load.
    """
    if not re.fullmatch(r"[a-z][a-z0-9-]*", pack_id):
        raise UsageError(f"规则包名称“{pack_id}”不合用。", "请用小写字母开头，由小写字母、数字和连字符组成。")
    load_pack(parent)
    root = folder / pack_id
    if root.exists() and any(root.iterdir()):
        raise UsageError(f"文件夹 {root} 不是空的。", "请换一个名称或目录。")
    for name, text in files(pack_id, parent).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return load_pack(root)


def files(pack_id: str, parent: str) -> dict[str, str]:
    """Give the new pack's files by name."""
    prefix = prefix_of(pack_id)
    names = {"id": pack_id, "parent": parent, "prefix": prefix}
    return {
        "pack.toml": _PACK.format_map(names),
        "norms.yaml": _NORMS.format_map(names),
        f"rules/{prefix}-A01.yaml": _RULE.format_map(names),
    }


def sample_case(pack_id: str) -> tuple[str, str]:
    """Give the sample rule's case file: its name and its text."""
    prefix = prefix_of(pack_id)
    return f"{prefix}-A01.md", _CASES.format(prefix=prefix)


def prefix_of(pack_id: str) -> str:
    """Choose the letters that a pack's rule ids begin with."""
    return "".join(c for c in pack_id.upper() if c.isalpha())[:4].ljust(2, "X")
