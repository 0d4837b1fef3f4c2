"""Ask for figures where targets are set: 办理时限缩短30%, 并发用户≥500, an indicator table with values.

A table with a column of target values there is judged by that column. Else it looks under the headings that
name the matter, and at the sentences that do. Dates, numbers of headings and of documents are no figures.
Targets that are not found at all are an opinion, unless parts were unreadable.
"""

import re
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.checks.sentences import inside, sentences, uncited, unread
from proposal_check.model.document import Anchor, Table
from proposal_check.model.finding import Hit, Outcome

VALUES = frozenset({"subject", "fault"})
_FIGURE = re.compile(
    r"(?:≥|≤|>|<|＞|＜|不低于|不少于|不超过|达到|超过|控制在|小于|大于|提升|提高|降低|缩短|减少|增长|节约|节省)[^。；;，,]{0,8}\d"
    r"|\d+(?:\.\d+)?\s*(?:%|％|‰|个百分点|秒|分钟|小时|个工作日|天|人次|万?[人次个家户项条元套件]|TB|GB|分)"
    r"|百分之[一二三四五六七八九十百]|[一二三四五六七八九十百千万]+(?:个|家|人|项|次|户|类)"
)
# 全覆盖 is a target that can be checked.
_VALUE = re.compile(
    r"\d|百分之|[两一二三四五六七八九十百千]+(?:个|家|人|项|次|户|类|小时|天|日|月|年|分钟|秒|成|倍)|全覆盖|全部|全量|零"
)
_TARGET = re.compile("(?:年度|绩效|预期|考核)?(?:指标|目标)值(?:[（(].*[）)])?|(?:指标|目标)要求")


class Params(BaseModel):
    """`heads` and `words` are regular expressions for titles and for sentences that set targets."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    subject: str
    heads: re.Pattern[str]
    words: re.Pattern[str]


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit when targets are absent or bear no figure."""
    values = {"subject": params.subject}
    targets = [anchors for k in inside(case, params.heads) if (anchors := _targets(case, k))]
    if targets:
        if not any(_VALUE.search(anchor.quote) for column in targets for anchor in column):
            yield Hit(params.subject, {**values, "fault": "没有可考核的数值"}, tuple(targets[0][:1]))
        return
    under = list(sentences(case, inside(case, params.heads)))
    speaking = [a for a in sentences(case) if params.words.search(uncited(a.quote))]
    if any(_FIGURE.search(_plain(a.quote)) for a in (*under, *speaking)):
        return
    where = tuple(speaking[:1] or under[:1])
    if under or speaking:
        yield Hit(params.subject, {**values, "fault": "没有可考核的数值"}, where)
    elif unread(case):
        reason = f"未见{params.subject}，{unread(case)}，请核对"
        yield Hit(params.subject, values, outcome=Outcome.NEEDS_REVIEW, reason=reason)
    else:
        yield Hit(params.subject, {**values, "fault": "未见"})


def _targets(case: Case, index: int) -> list[Anchor]:
    """Give the filled cells of a table's column of target values."""
    table = case.document.blocks[index]
    if not isinstance(table, Table):
        return []
    columns = {c.col for c in table.cells if c.row == 1 and _TARGET.fullmatch("".join(c.text.split()))}
    cells = [c for c in table.cells if c.col in columns and c.row > 1 and c.text.strip()]
    return [Anchor(index, 0, len(c.text), c.text, (c.row, c.col)) for c in cells]


def _plain(text: str) -> str:
    """Drop dates, which are figures of another kind."""
    return re.sub(r"20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?", "", uncited(text))
