"""Particulars of a filing that a document labels: 项目层级：子系统级, 编制单位：××, 牵头部门：××."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import chain

from proposal_check.model.document import Document
from proposal_check.model.submission import FACTS, Fact, FactValue
from proposal_check.outline.labels import labelled, labelled_blocks

_LABELS: Mapping[str, tuple[str, ...]] = {
    "project_type": ("项目类型", "项目类别", "建设类别"),
    "build_mode": ("建设方式", "项目建设方式", "实施方式"),
    "level": ("项目层级", "系统层级", "建设层级"),
    "parent_system": ("所属大系统", "所属系统", "上级系统"),
    "unit_class": ("申报单位类别", "单位类别"),
    "compiler_unit": ("编制单位", "方案编制单位", "可研编制单位", "可行性研究报告编制单位", "报告编制单位"),
    "lead_unit": ("牵头部门", "牵头单位"),
    "participants": ("参与部门", "参与单位", "协同部门", "共建部门", "共建单位"),
    "provincial_yuan": ("省级财政资金", "拟使用省级财政资金", "申请省级财政资金", "拟申请省级财政资金"),
    "project_source": ("项目来源",),
    "plan_year": ("实施年度", "计划实施年度", "项目实施年度"),
    "submit_date": ("申报日期", "申报时间", "填报日期"),
    "assessor_unit": ("评审机构", "评估机构"),
    "review_channel": ("评审程序", "申报程序"),
}
_MONEY = re.compile(r"(?:人民币)?\s*([\d,，]+(?:\.\d+)?)\s*(亿元|万元|元)")
_YUAN = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
_DAY = re.compile(r"(20\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
_LONGEST = 40


def particulars(document: Document) -> Iterator[tuple[str, Fact]]:
    """Yield each particular that is labelled once, or always with one value."""
    blocks = labelled_blocks(document, chain.from_iterable(_LABELS.values()))
    for name, labels in _LABELS.items():
        read = _READ.get(name, _words)
        found = [(read(a.quote), a) for a in labelled(document, labels, blocks) if len(a.quote) <= _LONGEST]
        known = [(value, anchor) for value, anchor in found if value]
        if known and len({value for value, _ in known}) == 1:
            yield name, Fact(known[0][0], "extracted", known[0][1])


def _words(text: str) -> FactValue:
    return re.sub(r"[（(]?(?:盖章|公章|签章)[）)]?", "", text).strip()


def _class(text: str) -> FactValue:
    """A class of projects; forms also ask 新建 or 扩建 under that label."""
    return "" if text.strip() in FACTS["nature"].choices else _words(text)


def _choice(name: str) -> Callable[[str], FactValue]:
    """The one choice a text names; the longer of two that hold each other."""

    def read(text: str) -> FactValue:
        found = [c for c in FACTS[name].choices if c in text or c.removesuffix("单位") in text]
        longest = [c for c in found if not any(c != other and c in other for other in found)]
        return longest[0] if len(longest) == 1 else ""

    return read


def _units(text: str) -> FactValue:
    names = (re.split("负责|提供|承担|配合|协助|参与", u)[0].strip() for u in re.split(r"[、,，;；/]", text))
    units = tuple(u for u in names if len(u) > 1)
    return units if all(len(u) <= 20 for u in units) else ()


def _money(text: str) -> FactValue:
    """An amount in 元; without its unit it is none."""
    match = _MONEY.search(text)
    value = Decimal(re.sub("[,，]", "", match[1])) * _YUAN[match[2]] if match else Decimal(0)
    return int(value) if value == value.to_integral_value() else float(value)


def _year(text: str) -> FactValue:
    match = re.fullmatch(r"(20\d\d)\s*年?度?", text.strip())
    return int(match[1]) if match else 0


def _day(text: str) -> FactValue:
    match = _DAY.fullmatch(text.strip())
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match else ""


_READ: Mapping[str, Callable[[str], FactValue]] = {
    "project_type": _class,
    "level": _choice("level"),
    "unit_class": _choice("unit_class"),
    "participants": _units,
    "provincial_yuan": _money,
    "plan_year": _year,
    "submit_date": _day,
}
