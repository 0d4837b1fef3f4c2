"""The words people read: names of severities, outcomes and states, amounts, quotations."""

import re
from collections.abc import Mapping
from decimal import Decimal

from proposal_check.model.budget import BudgetReading, Identity, IdentityState
from proposal_check.model.finding import Conclusion, Outcome, Review, Severity
from proposal_check.model.outline import OutlineStatus
from proposal_check.model.overlap import OverlapKind, Relation, Stance
from proposal_check.model.submission import Fact
from proposal_check.packs.schema import Pack

SEVERITIES: Mapping[Severity, str] = {
    Severity.MUST: "必须修改",
    Severity.SHOULD: "建议",
    Severity.NOTE: "提示",
}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.FAIL: "不符合",
    Outcome.NEEDS_REVIEW: "人工核查",
    Outcome.ERROR: "未检",
    Outcome.PASS: "符合",
    Outcome.INAPPLICABLE: "不适用",
}
# A rule is named after its defect: beside that name, an outcome says whether it was found.
DEFECT_OUTCOMES: Mapping[Outcome, str] = {
    **OUTCOMES,
    Outcome.FAIL: "发现",
    Outcome.PASS: "未发现",
}
STATUSES: Mapping[OutlineStatus, str] = {
    "present": "已编写",
    "elsewhere": "在其他章节",
    "merged": "合并编写",
    "empty": "有标题无内容",
    "missing": "未见",
    "na": "已说明不涉及",
}
IDENTITY_STATES: Mapping[IdentityState, str] = {
    "broken": "不一致",
    "rounding": "四舍五入差异",
    "unchecked": "未核对",
    "holds": "一致",
}
# The catalogue of identities, in as few words as a column holds.
IDENTITY_NAMES: Mapping[str, str] = {
    "I1": "数量×单价",
    "I2": "小计",
    "I3": "合计",
    "I4": "上级与下级",
    "I5": "总表与明细",
    "I6": "总投资各处",
    "I7": "工作量",
    "I8": "功能点",
    "I9": "费率",
    "I10": "大小写",
    "I12": "存量",
    "I13": "含税",
    "I14": "万元与元",
}
OVERLAP_KINDS: Mapping[OverlapKind, str] = {
    "passage": "文字相近",
    "function": "功能相近",
    "platform": "共性平台",
}
STANCES: Mapping[Stance, str] = {
    "build": "拟新建",
    "use": "对接或复用",
    "present": "现状描述",
    "deny": "说明不建",
    "unclear": "未说明关系",
}
RELATIONS: Mapping[Relation, str] = {
    "original": "拟升级改造的原系统",
    "stage": "本单位同名或同主题",
    "level": "层级更高的单位的系统",
    "elsewhere": "其他地区或下级单位的系统",
    "retired": "不再使用的系统",
    "reuse": "方案写明对接或依托",
    "draft": "本单位同一项目的前后稿",
}
QUOTE_LIMIT = 30
# What the last figure of a formula counts: …（人月）, …=45.5万元.
_UNIT = re.compile(r"(?:（([^（）\d]{1,6})）|(?<=\d)(万?元))$")
_PLACES = 4
# The characters XML 1.0 does not allow; a document may carry them, a letter must not.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BLANKS = re.compile(r"[\s\u3000]+")


def legal(text: str) -> str:
    """Leave out the characters that XML forbids."""
    return _ILLEGAL.sub("", text)


def clean(text: str) -> str:
    """Make a document's text printable: no characters that XML forbids, runs of blanks as one."""
    return _BLANKS.sub(" ", legal(text)).strip()


def shorten(text: str, limit: int) -> str:
    """Clean a text and cut it to at most `limit` characters, the last being … when cut."""
    text = clean(text)
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def quoted(text: str) -> str:
    """Quote a document in 「」, at most 30 characters of it."""
    return f"「{shorten(text, QUOTE_LIMIT)}」"


def plain(number: Decimal) -> str:
    """Write a number without exponent, trailing zeros or negative zero."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def wan(yuan: Decimal | None) -> str:
    """Write an amount of 元 exactly, as a number of 万元; empty when there is none."""
    return "" if yuan is None else plain(yuan.scaleb(-4))


def unit_of(identity: Identity) -> str:
    """Tell what an identity's figures count: 元 for all money, else the unit printed, blank when none is."""
    if identity.difference is not None:
        return "元"
    found = _UNIT.search(identity.formula)
    unit = (found[1] or found[2]) if found else ""
    return "元" if unit.endswith("元") else unit


def figures(identity: Identity) -> tuple[str, str, str]:
    """Print calculated, stated and difference: money in 万元, else with the unit, blank without one."""
    expected, stated, difference = (
        _figure(value, unit_of(identity))
        for value in (identity.expected, identity.stated, _difference(identity))
    )
    return expected, stated, difference


def _figure(value: Decimal | None, unit: str) -> str:
    if value is None or not unit:
        return ""
    return wan(round(value, 2)) if unit == "元" else plain(round(value, _PLACES)) + unit


def _difference(identity: Identity) -> Decimal | None:
    if identity.difference is not None or identity.stated is None or identity.expected is None:
        return identity.difference
    return identity.stated - identity.expected


def money(yuan: Decimal) -> str:
    """Write an amount in 万元, with 元 in brackets."""
    return f"{wan(yuan)}万元（{plain(yuan)}元）"


def total_words(budget: BudgetReading) -> str:
    """Say the total investment as read, or that it could not be determined."""
    return money(budget.total.value) if budget.total else "未能从方案中确定"


def fact_text(facts: Mapping[str, Fact], name: str, otherwise: str) -> str:
    """Print a fact's value, or what stands for it when it is unknown."""
    fact = facts.get(name)
    text = clean(str(fact.value)) if fact else ""
    return text or otherwise


def conclusion_words(conclusion: Conclusion, pack: Pack) -> str:
    """Name a conclusion in the pack's own words."""
    return pack.manifest.conclusions[conclusion.value]


def outcome_counts(review: Review) -> dict[Outcome, int]:
    """Count the rules by outcome, in the order of OUTCOMES."""
    return {o: sum(r.outcome is o for r in review.results) for o in OUTCOMES}
