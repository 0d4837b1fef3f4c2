"""What a stretch of the document holds: text, tables, figures, or only a placeholder or 「不涉及」."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from proposal_check.model.document import Block, Document, Figure, Paragraph, Section, Table
from proposal_check.outline.titles import tail_of

Verdict = Literal["full", "empty", "na"]

_PLACEHOLDER = re.compile(
    r"(略|此处略|待定|待补充|待完善|待填写|暂缺|暂无|另附|同上|TBD|[xX×*＊_＿]{2,}|[-—/…．.]+)[。.]?"
)
_POINTER = re.compile(r"(具体|内容|详细内容)?(请)?(详见|见|参见|参照)[^。；]{0,40}[。.]?")
# The matter is put off and nothing else is said: 「详见后续深化设计」「待中标后另行确定」.
_LATER = (
    r"(?:后续|后期|下一?步|下一?阶段|实施阶段|深化设计|(?:中标|招标|采购|立项|启动|进场)(?:完成)?[后之以])"
)
_DEFERRED = re.compile(
    rf"[^。；，,]{{0,10}}(?:详?见|参见|参照)[^。；，,]{{0,6}}{_LATER}[^。；，,]{{0,16}}[。.]?"
    rf"|[^。；，,]{{0,14}}{_LATER}[^。；，,]{{0,12}}(?:补充|完善|细化|深化|确定|明确|编制|补齐)[^。；，,]{{0,8}}[。.]?"
    r"|[^。；，,]{0,8}(?:另行|待)(?:补充|确定|明确|编制|提供|商定|细化|完善)[。.]?"
)
_DEFERRED_LIMIT = 36
_TARGET = re.compile(
    r"附件|附表|附图|附录|表\s*\d|图\s*\d|第.{1,4}[章节]|[\d一二三四五六七八九十]+[.、（(]|\.[a-z]{3,4}|《|“"
)
# The statement itself: short, or what its sentence begins with. 「……，理由是业务不涉及……」 is none.
_NA = re.compile(
    r"^.{0,12}(不涉及(?![^。；]{0,6}(?:秘密|涉密|密级|敏感|隐私|个人信息))|不适用|无此项|无该项|无相关内容)"
    r"|^(本项目|本方案|本次|本期)[^。；，,]{0,8}(无|没有|不含|不包含|不包括|不需要|无需)"
    r"|^无$|^没有$"
)
_NA_REST = 40
# 「并发200，响应3秒以内」: a figure and a few words answer what a heading asks.
_TERSE = 10


@dataclass(frozen=True, slots=True)
class Substance:
    """The text under a heading and how many tables and figures stand beside it."""

    text: str
    tables: int
    figures: int

    @property
    def chars(self) -> int:
        return len(re.sub(r"\s", "", self.text))


def substance(document: Document, ranges: Iterable[tuple[int, int]]) -> Substance:
    """Gather what the block ranges say; headings, contents lines and hidden text say nothing."""
    blocks = [b for start, end in ranges for b in document.blocks[start:end]]
    lines = [_said(b) for b in blocks]
    return Substance(
        text="\n".join(line for line in lines if line),
        tables=sum(isinstance(b, Table) and bool(b.text.strip()) for b in blocks),
        figures=sum(isinstance(b, Figure) for b in blocks),
    )


def _said(block: Block) -> str:
    if isinstance(block, Table):
        return block.text
    if not isinstance(block, Paragraph) or block.hidden:
        return ""
    if block.kind == "heading":
        return tail_of(block.text)
    return block.text if block.kind in ("body", "title") else ""


def judge(found: Substance, min_chars: int) -> tuple[Verdict, bool, str]:
    """Say whether a section has substance, how surely, and why not.

    A table or a figure is substance, and so is a terse statement with a figure in it. 「详见附件」 with a
    target, and text shorter than asked, leave a doubt.
    """
    text = re.sub(r"\s", "", found.text)
    if found.tables or found.figures:
        return "full", True, ""
    if not text:
        return "empty", min_chars > 0, "标题下没有正文、表格或图"
    if _declines(found.text):
        return "na", True, f"正文写明“{_short(text)}”"
    pointer = bool(min_chars) and _POINTER.fullmatch(text)
    if pointer or _PLACEHOLDER.fullmatch(text) or _is_deferred(text):
        return "empty", not (pointer and _TARGET.search(text)), f"标题下只写“{_short(text)}”"
    if len(text) >= _TERSE and re.search(r"\d", text):
        return "full", True, ""
    return _by_length(len(text), min_chars)


def _is_deferred(text: str) -> bool:
    """Whether the whole text only puts the matter off; a name of a place in the document is a pointer."""
    return len(text) <= _DEFERRED_LIMIT and bool(_DEFERRED.fullmatch(text)) and not _TARGET.search(text)


def _declines(text: str) -> bool:
    """Whether the text says that the matter does not concern the project, and hardly anything else."""
    sentences = [s.strip() for s in re.split(r"[。；;\n]", text) if s.strip()]
    rest = sum(len(s) for s in sentences if not _NA.search(s))
    return rest < _NA_REST and any(_NA.search(s) for s in sentences)


def _by_length(chars: int, min_chars: int) -> tuple[Verdict, bool, str]:
    """Less than half of what is asked is a shell, surely so below a tenth: 项目单位 may be one name."""
    if chars >= min_chars:
        return "full", True, ""
    reason = f"标题下仅{chars}字，无表无图"
    return ("empty", chars * 10 < min_chars, reason) if chars * 2 < min_chars else ("full", True, reason)


def _short(text: str, limit: int = 24) -> str:
    return text if len(text) <= limit else f"{text[:limit]}…"


def declined(document: Document, words: Sequence[str], scope: tuple[int, int]) -> int | None:
    """Find the first block that says that something named by one of `words` does not concern the project."""
    if not words:
        return None
    named = "|".join(map(re.escape, words))
    statement = re.compile(
        rf"(不涉及|不包含|不包括|无需(?:新建|建设|采购|购置))[^。；;，,]{{0,16}}({named})"
        rf"|({named})[^。；;，,]{{0,12}}(不涉及|不在本项目|不列入本项目)"
    )
    for k in range(*scope):
        block = document.blocks[k]
        if isinstance(block, Paragraph) and block.kind == "body" and statement.search(block.text):
            return k
    return None


def body_of(section: Section) -> tuple[int, int]:
    """The blocks of a section, its own heading included: a run-in heading carries text."""
    return (section.start, section.end)
