"""Look for a page number in the running headers and footers of a Word file.

Other formats do not say what their headers are: without a page number there, a person must look.
"""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.model.finding import Hit, Outcome

VALUES: frozenset[str] = frozenset()


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit when no header or footer carries a page number."""
    del params
    if any(furniture.page_number for furniture in case.document.furniture):
        return
    if case.document.source.format == "docx":
        yield Hit("页码")
    else:
        yield Hit("页码", outcome=Outcome.NEEDS_REVIEW, reason="此格式无法判定页码，请核对全文是否有页码")
