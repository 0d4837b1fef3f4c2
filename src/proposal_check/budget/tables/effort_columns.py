"""Columns that split an effort by role or by stage: the run left of its 合计, or columns headed by people."""

import re
from collections.abc import Mapping, Sequence

from proposal_check.budget.figures.amounts import read_cell
from proposal_check.budget.tables.header_words import HeaderUnit, header_levels, stated_effort, stated_per
from proposal_check.budget.tables.sheet import Sheet, squeeze

_EFFORT_NOUN = r"(?:工作量|工量|人[日天月年]|工时)"
_WHOLE = re.compile(rf"^{_EFFORT_NOUN}?(?:合计|小计|总计|汇总|共计)$|^(?:合计|小计|总计?){_EFFORT_NOUN}数?$")
_PERSON = re.compile(
    r"经理|工程师|架构|负责人|助理|设计师|程序员|分析[师员]|测试[师员]|专家|顾问|工程师|人员"
)
_OTHER = re.compile(
    r"系数|因子|单价|费率|数量|人数|比例|权重|占比|%|金额|费用|成本|功能点|UFP|AFP|FP|年[度份]|月数|天数|周期|工期",
    re.IGNORECASE,
)
_PRICE = re.compile(r"单价|费率|标准")
_HEADS = re.compile(r"单位[:：]?人(?![日天月年时/])|人数|人员(?:安排|配[备置]|构成|组成)")
_EFFORT = re.compile(r"工作量|人[日天月年]|工[时日]|投入")
_BRACKET = re.compile(r"[(（\[【].*?[)）\]】]")
_BEGINS = re.compile(r"[￥¥]?\s*[\d０-９]")
_BLANK = frozenset({"blank", "mark"})


def is_number_column(sheet: Sheet, first: int, col: int) -> bool:
    """Say whether a column holds numbers and blanks only, at least one number; 模块1 is a name."""
    texts = [line.text(col) for line in sheet.lines[first:]]
    numbers = [t for t in texts if read_cell(t).state not in _BLANK]
    return bool(numbers) and all(_BEGINS.match(t) and read_cell(t).state == "number" for t in numbers)


def effort_roles(
    roles: Mapping[str, int], texts: Sequence[str], units: Sequence[HeaderUnit], sheet: Sheet, first: int,
    heading: str,
) -> tuple[dict[str, int], tuple[int, ...]]:  # fmt: skip
    """Correct the roles of a table of efforts or of their rates by its heading; name its part columns."""
    roles = _with_sum(roles, texts, sheet, first)
    whole = _whole_column(roles, texts, units, heading)
    parts = () if _counts_heads(heading) else _parts(roles, texts, sheet, first, whole)
    found = dict(roles)
    amount = roles.get("amount", 0)
    efforts = stated_effort(heading) and not any(u.money for u in units)
    if amount and (efforts or (parts and whole == amount)):
        found["effort"] = found.pop("amount")
    elif amount and stated_per(heading) and _PRICE.search(texts[amount - 1]):
        found["rate"] = found.pop("amount")
    if parts:
        found.setdefault("name", roles.get("category", max(parts[0] - 1, 1)))
    return found, parts


def _with_sum(roles: Mapping[str, int], texts: Sequence[str], sheet: Sheet, first: int) -> Mapping[str, int]:
    """人月小计 right of columns of efforts sums those of its row, and no rows."""
    col = roles.get("group_effort")
    if col is None or "effort" in roles or not _parts(roles, texts, sheet, first, col):
        return roles
    return {("effort" if role == "group_effort" else role): c for role, c in roles.items()}


def _counts_heads(heading: str) -> bool:
    """People at work in each stage are not added up as their efforts are."""
    return bool(_HEADS.search(heading)) and not re.search("人[日天月年时]", heading)


def _whole_column(
    roles: Mapping[str, int], texts: Sequence[str], units: Sequence[HeaderUnit], title: str
) -> int | None:
    """Find the column that sums the parts: an effort headed 合计, or a bare 合计 of a table of efforts."""
    col = roles.get("effort") or roles.get("amount")
    if col is None or not _WHOLE.match(_last(texts[col - 1])):
        return None
    if "effort" in roles:
        return col
    if {"price", "rate", "quantity"} & roles.keys() or "元" in title or any(u.money for u in units):
        return None
    people = sum(bool(_PERSON.search(t)) for t in texts) > 1
    return col if people or _EFFORT.search(title + "".join(texts)) else None


def _parts(
    roles: Mapping[str, int], texts: Sequence[str], sheet: Sheet, first: int, whole: int | None
) -> tuple[int, ...]:
    """Name the part columns, left to right; none where it is not certain that they hold efforts.

    Without a sum column most of them are headed by people.
    """
    if whole is not None:
        run: list[int] = []
        for col in range(whole - 1, 0, -1):
            if not _is_part(roles, texts, sheet, first, col):
                break
            run.insert(0, col)
        return tuple(run) if len(run) > 1 else ()
    if {"amount", "price", "rate", "quantity", "effort", "group_amount"} & roles.keys():
        return ()
    cols = [c for c in range(1, len(texts) + 1) if _is_part(roles, texts, sheet, first, c)]
    people = [c for c in cols if _PERSON.search(texts[c - 1])]
    return tuple(cols) if len(people) > 1 and len(people) * 2 > len(cols) else ()


def _is_part(roles: Mapping[str, int], texts: Sequence[str], sheet: Sheet, first: int, col: int) -> bool:
    text = texts[col - 1]
    return (
        bool(text)
        and not _OTHER.search(_last(text))
        and col not in roles.values()
        and is_number_column(sheet, first, col)
    )


def _last(text: str) -> str:
    return _BRACKET.sub("", squeeze(header_levels(text)[-1]))
