"""Look for a set of attachments: in the declared list, among the files that came along, in the appendix.

An attachment counts as there when its name, or an appendix line such as 附件3：××批复, has one of the words.
A line of the appendix may be a promise without a file, and a name may be too general to tell: a person must
look. Without a declared list nothing is said to be lacking: needs review.
"""

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict, Field

from proposal_check.checks.case import Case
from proposal_check.model.document import Anchor, Paragraph
from proposal_check.model.finding import Hit, Outcome
from proposal_check.outline.identity import squeeze

VALUES = frozenset({"missing"})

_APPENDIX = re.compile(r"^附[件录表][\d一二三四五六七八九十]*[:：、.\s]|^附件?$")


class Params(BaseModel):
    """`wanted`: what must be attached → words one of which its name must hold.

    `kind` is the kind of document that answers for all of it when the submission's main document is one.
    `perhaps` fits the names of attachments that may be what is wanted.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    wanted: dict[str, tuple[str, ...]] = Field(min_length=1)
    kind: str = ""
    perhaps: re.Pattern[str] | None = None


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit for all attachments that are not there, one more for those in doubt."""
    declared = case.submission.declared.get("attachments")
    names = [squeeze(name) for name in _names(case)]
    absent = [what for what, words in params.wanted.items() if not _holds(names, words)]
    kind = case.facts.get("doc_kind") if params.kind else None
    if not absent or (kind is not None and kind.value == params.kind):
        return
    likely = [name for name in names if params.perhaps and params.perhaps.search(name)]
    if declared is None or (params.kind and kind is None):
        yield _asked(absent, f"没有附件清单，请核对是否已提交{'、'.join(absent)}")
        return
    if likely:
        yield _asked(absent, f"附件“{'”“'.join(likely)}”是否即为{'、'.join(absent)}，请核对")
        return
    lines = list(_appendix(case))
    told = [what for what in absent if _holds([squeeze(a.quote) for a in lines], params.wanted[what])]
    missing = [what for what in absent if what not in told]
    if missing:
        yield Hit("、".join(missing), _values(missing))
    if told:
        anchors = tuple(a for a in lines for w in told if _holds([squeeze(a.quote)], params.wanted[w]))
        reason = f"正文的附件部分提到{'、'.join(told)}，附件清单中没有，请核对是否已提交"
        yield Hit("、".join(told), _values(told), anchors, Outcome.NEEDS_REVIEW, reason)


def _asked(what: list[str], reason: str) -> Hit:
    return Hit("、".join(what), _values(what), outcome=Outcome.NEEDS_REVIEW, reason=reason)


def _values(what: list[str]) -> dict[str, str]:
    return {"missing": "、".join(what)}


def _names(case: Case) -> Iterator[str]:
    declared = case.submission.declared.get("attachments")
    yield from declared if isinstance(declared, tuple) else ()
    yield from (document.source.name for document in case.submission.documents[1:])


def _holds(names: Iterable[str], words: tuple[str, ...]) -> bool:
    return any(word in name for name in names for word in words)


def _appendix(case: Case) -> Iterator[Anchor]:
    """Yield the lines that announce an attachment, and those of a last chapter named 附件."""
    ranges = [s for s in case.document.sections if re.fullmatch(r"附件|附录|附件清单|附件材料", s.title)]
    for index, block in enumerate(case.document.blocks):
        if not isinstance(block, Paragraph) or block.kind == "contents" or len(block.text) > 80:
            continue
        inside = any(s.start < index < s.end for s in ranges)
        if inside or _APPENDIX.match(squeeze(block.text)):
            yield Anchor(index, 0, len(block.text), block.text)
