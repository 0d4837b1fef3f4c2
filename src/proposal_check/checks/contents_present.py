"""Look for a table of contents with at least one line. A title 目录 without lines is left to a person."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.model.document import Paragraph
from proposal_check.model.finding import Hit, Outcome
from proposal_check.outline.identity import squeeze

VALUES: frozenset[str] = frozenset()


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit when the document has no contents."""
    del params
    document = case.document
    if document.contents:
        return
    titled = any(isinstance(b, Paragraph) and squeeze(b.text) in ("目录", "目次") for b in document.blocks)
    if titled:
        reason = "有“目录”标题，但未读到目录内容，请核对目录是否已生成"
        yield Hit("目录", outcome=Outcome.NEEDS_REVIEW, reason=reason)
    elif not document.blocks:
        yield Hit("目录", outcome=Outcome.NEEDS_REVIEW, reason="未读到正文，请核对是否有目录")
    else:
        yield Hit("目录")
