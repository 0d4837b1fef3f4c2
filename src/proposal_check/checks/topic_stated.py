"""Ask that each named topic is treated: under a heading of its own, or in a sentence that says what is done.

A row of a table that is no list of costs treats what it names, too. A topic that is only mentioned, declined
(不涉及), or under a heading without text leaves a doubt: needs review. Cited titles do not count. Nothing is
said to be lacking while parts of the document could not be read.
"""

import re
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict, Field

from proposal_check.checks.case import Case
from proposal_check.checks.sentences import inside, sentences, uncited, unread
from proposal_check.model.document import Anchor, Section, Table
from proposal_check.model.finding import Hit, Outcome
from proposal_check.outline.substance import substance

VALUES = frozenset({"topic"})
_DECLINED = re.compile(r"不涉及|不适用|不需要|无需|不考虑|不包含|不含")
_LEAST = 10
_LABEL = 12


class Topic(BaseModel):
    """`heads` and `said` are regular expressions for titles and for sentences, `words` show a mention.

    `label` shows a cell that names the topic, where `words` are too common to.
    `declines` says that 不涉及 is an answer, `cited` that cited titles speak too (规划, 政策).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    heads: re.Pattern[str] | None = None
    said: re.Pattern[str] | None = None
    words: re.Pattern[str] | None = None
    label: re.Pattern[str] | None = None
    declines: bool = False
    cited: bool = False


class Params(BaseModel):
    """`doubt` makes a topic that is not found a question to a person, where words cannot settle it.

    `within` are the titles of the sections in which the topics must be treated; a document without such a
    section is not asked.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    topics: dict[str, Topic] = Field(min_length=1)
    doubt: bool = False
    within: re.Pattern[str] | None = None


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per topic that is not treated."""
    scope = None if params.within is None else inside(case, params.within)
    if scope == []:
        yield Hit("有关章节", outcome=Outcome.INAPPLICABLE, reason="方案没有有关章节，无从核对")
        return
    said = list(sentences(case, scope))
    for name, topic in params.topics.items():
        hit = _judge(case, name, topic, said, params)
        if hit:
            yield hit


def _judge(case: Case, name: str, topic: Topic, anchors: list[Anchor], params: Params) -> Hit | None:
    said = [(a, a.quote if topic.cited else uncited(a.quote)) for a in anchors]
    headed = [s for s in case.document.sections if topic.heads and topic.heads.search(s.title)]
    if any(_full(case, section) for section in headed):
        return None
    label = topic.label or topic.words
    if any(_beside(case, anchor) for anchor, text in said if label and label.search(text)):
        return None
    found = [(anchor, text) for anchor, text in said if topic.said and topic.said.search(text)]
    if any(topic.declines or not _DECLINED.search(text) for _, text in found):
        return None
    mentions = found + [(a, t) for a, t in said if topic.words and topic.words.search(t)]
    if topic.declines and any(_DECLINED.search(text) for _, text in mentions):
        return None
    return _hit(case, name, headed, mentions, params)


def _beside(case: Case, anchor: Anchor) -> bool:
    """Whether a cell that names the topic has words beside it in its row: 社会效益 | 审批时间 | 9日→5日.

    Rows of costs and of headers say nothing about it.
    """
    block = case.document.blocks[anchor.block]
    if (
        anchor.cell is None
        or anchor.cell[0] == 1
        or not isinstance(block, Table)
        or len(anchor.quote) > _LABEL
    ):
        return False
    if any(table.block == anchor.block for table in case.budget.tables):
        return False
    row = [c.text for c in block.cells if c.row == anchor.cell[0] and c.col > anchor.cell[1]]
    return sum(len(text.strip()) for text in row) >= _LEAST


def _full(case: Case, section: Section) -> bool:
    held = substance(case.document, [(section.start, section.end)])
    return held.tables > 0 or held.figures > 0 or held.chars >= _LEAST


def _hit(
    case: Case, name: str, headed: list[Section], mentions: list[tuple[Anchor, str]], params: Params
) -> Hit:
    values, reason, anchors = {"topic": name}, "", tuple(a for a, _ in mentions[:1])
    if headed:
        reason = f"“{headed[0].title}”下没有读到正文，请核对是否已写明{name}"
    elif mentions and _DECLINED.search(mentions[0][1]):
        reason = f"正文写明不涉及{name}，请核对理由是否成立"
    elif mentions:
        reason = f"正文提到{name}，未见具体内容，请核对"
    elif unread(case):
        reason = f"未见{name}，{unread(case)}，请核对"
    elif params.doubt:
        reason = f"未见{name}的论述，请核对"
    if not reason:
        return Hit(name, values)
    return Hit(name, values, anchors, Outcome.NEEDS_REVIEW, reason)
