"""Compare the proposal's wording with earlier proposals, passage by passage, and with itself.

Template wording and citations take no part. A likeness is never a verdict: every hit asks for a person,
names the earlier document and its unit and quotes the proposal's own text only. Without earlier proposals
the outcome is 未检, never 无重复; the repetitions within the document are listed all the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.model.document import Anchor
from proposal_check.model.finding import Hit, Outcome, Severity
from proposal_check.model.overlap import NO_LIBRARY, Overlap, Relation

VALUES = frozenset({"system", "owner", "count", "length", "kinds", "share", "outcome"})
_KINDS = {"verbatim": "文字相同", "edited": "略有改动", "reordered": "次序不同", "paraphrased": "换句表述"}
_OTHERS = (
    "方案与已有方案“{system}”（{owner}）有{count}处文字相同或相近，共约{length}字（{kinds}），"
    "最多占所在小节的{share}。请人工核查是否重复建设，并核对是否结合本单位实际编写"
)
_SAME = (
    "与本单位此前报送的“{system}”（{outcome}）有{count}处文字相同或相近，共约{length}字（{kinds}）。"
    "单位和主题相同，"
)
# What is said of the unit's own earlier texts on the subject.
_OWN: Mapping[Relation | None, tuple[str, Severity | None]] = {
    "draft": (_SAME + "应为同一项目的前后稿，不作为重复；如不是，请人工核查", Severity.NOTE),
    "stage": (_SAME + "请核实本项目与该项目的关系：是否为其后续期次、升级改造，是否重复申报", None),
}
_SHOWN = 8
_NO_TEXTS = "比对库中没有历次方案，未比对文字，不能据此认为没有套用，请人工核查"


class Params(BaseModel):
    """Shared wording below `long` characters in all is a mere note; `most` documents are listed singly."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    long: int = 200
    most: int = 10


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit per earlier document with shared passages, and one for passages in two chapters."""
    reading = case.overlap
    passages = [overlap for overlap in reading.overlaps if overlap.kind == "passage"]
    if not reading.texts:
        reason = NO_LIBRARY if reading.library is None else _NO_TEXTS
        yield Hit("历次方案比对", outcome=Outcome.ERROR, reason=reason)
    yield from _earlier([p for p in passages if p.entry], params)
    yield from _repeated([p for p in passages if not p.entry])
    yield from _common(reading.common)


def _earlier(passages: Sequence[Overlap], params: Params) -> Iterator[Hit]:
    documents: dict[str, list[Overlap]] = {}
    for passage in passages:
        documents.setdefault(passage.entry, []).append(passage)
    ranked = sorted(documents.values(), key=lambda found: (-_length(found), found[0].entry))
    for found in ranked[: params.most]:
        yield _hit(found, params)
    if left := ranked[params.most :]:
        names = "、".join(f"“{found[0].entry_name}”" for found in left[:_SHOWN])
        reason = f"另有{len(left)}份已有方案与本方案有相同或相近的文字，如{names}，请人工核查"
        yield Hit("其余相近方案", outcome=Outcome.NEEDS_REVIEW, reason=reason, severity=Severity.NOTE)


def _hit(found: Sequence[Overlap], params: Params) -> Hit:
    values = {
        "system": found[0].entry_name,
        "owner": found[0].owner or "编报单位未载明",
        "count": str(len(found)),
        "length": str(_length(found)),
        "kinds": _kinds(found),
        "share": f"{max(p.share for p in found):.0%}",
        "outcome": found[0].source or "评审结果未载明",
    }
    said, weak = _OWN.get(
        found[0].relation, (_OTHERS, Severity.NOTE if _length(found) < params.long else None)
    )
    anchors = tuple(p.mine for p in found[:_SHOWN])
    return Hit(found[0].entry_name, values, anchors, Outcome.NEEDS_REVIEW, said.format_map(values), weak)


def _repeated(found: Sequence[Overlap]) -> Iterator[Hit]:
    if found:
        places = "、".join(dict.fromkeys(p.theirs_place for p in found[:_SHOWN] if p.theirs_place))
        said = f"方案有{len(found)}处文字（共约{_length(found)}字）在前文已经出现"
        reason = f"{said}（{places}），请核实是否需要重复"
        anchors = tuple(p.mine for p in found[:_SHOWN])
        yield Hit("方案内重复的文字", {}, anchors, Outcome.NEEDS_REVIEW, reason, Severity.NOTE)


def _common(found: Sequence[Anchor]) -> Iterator[Hit]:
    if found:
        length = sum(len(anchor.quote) for anchor in found)
        reason = (
            f"方案有{len(found)}处文字（约{length}字）在多个单位的历次方案中都有，视为通用表述，没有逐份列出"
        )
        yield Hit("通用表述", {}, tuple(found[:_SHOWN]), Outcome.NEEDS_REVIEW, reason, Severity.NOTE)


def _length(found: Sequence[Overlap]) -> int:
    return sum(p.length for p in found)


def _kinds(found: Sequence[Overlap]) -> str:
    counts = {words: sum(p.passage_kind == kind for p in found) for kind, words in _KINDS.items()}
    return "、".join(f"{words}{count}处" for words, count in counts.items() if count)
