"""Look for each document that the basis of the project cites among the attachments.

Laws, regulations and standards are public and need no copy. Without any list of attachments there is nothing
to look in: needs review. Without a cited document the rule is inapplicable.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz

from proposal_check.checks.case import Case
from proposal_check.checks.outline_items import ItemId, blocks, items, texts
from proposal_check.model.document import Anchor
from proposal_check.model.finding import Hit, Outcome

VALUES = frozenset({"count", "documents"})

_CITED = re.compile(r"《([^《》]{4,60})》")
_PUBLIC = re.compile(r"法$|条例$|^(GB|GA|DB|YD|ISO)|标准$|规范$|指南$|技术要求$|基本要求$")
_SAME = 85


class Params(BaseModel):
    """`cited` are the items that cite documents, `attached` the chapter that lists attachments."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    cited: tuple[ItemId, ...]
    attached: ItemId


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit that lists the cited documents that are not attached."""
    cited = list(_cited(case, params))
    if not cited:
        yield Hit("依据文件", outcome=Outcome.INAPPLICABLE, reason="建设依据中没有以书名号引用的文件")
        return
    attached = list(_attached(case, params))
    titles = "".join(f"《{a.quote}》" for a in cited)
    if not attached:
        reason = f"方案未列附件清单，请核对{titles}是否附有证明材料"
        yield Hit("依据文件", {}, tuple(cited[:1]), Outcome.NEEDS_REVIEW, reason)
        return
    absent = [a for a in cited if not any(_same(a.quote, name) for name in attached)]
    if absent:
        titles = "".join(f"《{a.quote}》" for a in absent)
        yield Hit("依据文件", {"count": str(len(absent)), "documents": titles}, tuple(absent))


def _cited(case: Case, params: Params) -> Iterator[Anchor]:
    seen: set[str] = set()
    required = items(case)
    for text in texts(case, sorted({k for i in params.cited for k in blocks(required[i])})):
        for match in _CITED.finditer(text.quote):
            title = match[1].strip()
            if not _PUBLIC.search(title) and _plain(title) not in seen:
                seen.add(_plain(title))
                yield Anchor(text.block, match.start(1), match.end(1), title, text.cell)


def _attached(case: Case, params: Params) -> Iterator[str]:
    """Names of what is attached: the chapter's lines, the declared list, the files that came along."""
    yield from (a.quote for a in texts(case, blocks(items(case)[params.attached])[1:]) if len(a.quote) > 3)
    listed = case.facts.get("attachments")
    if listed is not None and isinstance(listed.value, tuple):
        yield from listed.value
    yield from (document.source.name for document in case.submission.documents[1:])


def _same(title: str, name: str) -> bool:
    plain, other = _plain(title), _plain(name)
    return plain in other or (len(other) > 6 and fuzz.partial_ratio(plain, other) >= _SAME)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))
