"""Look for an attachment by its name in the declared list and among the files that came with the document.

Abstains when no list is declared: a file that did not come along may still have been uploaded elsewhere.
"""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict, Field

from proposal_check.checks.case import Case
from proposal_check.model.finding import Hit, Outcome
from proposal_check.outline.identity import squeeze

VALUES = frozenset({"attachment"})


class Params(BaseModel):
    """`attachment` names what is wanted; one of `words` in a name shows it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    attachment: str
    words: tuple[str, ...] = Field(min_length=1)


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit when the attachment is not there."""
    declared = case.submission.declared.get("attachments")
    listed = declared if isinstance(declared, tuple) else ()
    names = [*listed, *(document.source.name for document in case.submission.documents[1:])]
    if any(word in squeeze(name) for name in names for word in params.words):
        return
    if declared is None:
        reason = f"没有附件清单，请核对是否已提交{params.attachment}"
        yield Hit(params.attachment, outcome=Outcome.NEEDS_REVIEW, reason=reason)
    else:
        yield Hit(params.attachment, {"attachment": params.attachment})
