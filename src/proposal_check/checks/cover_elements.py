"""Look on the cover for what must stand there: each by its label, its form, or as the document's name.

A label without a value, or with a value of blanks such as ____年__月, does not count. Abstains where the
cover holds a picture, or where no chapter was found and the cover cannot be told from the text. What a form
without chapters labels counts wherever it stands.
"""

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.case import Case
from proposal_check.checks.cover import cover_lines, has_picture, title
from proposal_check.model.document import Anchor
from proposal_check.model.finding import Hit, Outcome
from proposal_check.outline.identity import squeeze
from proposal_check.outline.labels import labelled

VALUES = frozenset({"element"})

_BLANK = re.compile(r"[_xX×*/.…年月日()—-]*")


class Element(BaseModel):
    """`labels` precede the value; `pattern` is a regular expression for a whole line without blanks.

    `title` says that the document's name, wherever it stands on the cover, is this element. A line that fits
    `doubtful` may be the element: a person must look.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    labels: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = None
    doubtful: re.Pattern[str] | None = None
    title: bool = False


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    elements: dict[str, Element]


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit for each element that the cover lacks."""
    document = case.document
    lines = list(cover_lines(document))
    for name, element in params.elements.items():
        if (element.title and title(document)) or _stated(lines, element):
            continue
        if not document.sections and next(labelled(document, element.labels), None):
            continue
        doubt = _doubt(case, lines, element)
        if doubt:
            yield Hit(name, outcome=Outcome.NEEDS_REVIEW, reason=f"{doubt}，请核对扉页是否写明{name}")
        else:
            # No quote: what is missing stays the same finding however the rest of the cover changes.
            spots = tuple(Anchor(line.block, 0, 0, "", line.cell) for line in lines[:1])
            yield Hit(name, {"element": name}, spots)


def _doubt(case: Case, lines: list[Anchor], element: Element) -> str:
    """Say why a missing element may be there after all; empty when it may not."""
    if not case.document.sections:
        return "未能区分扉页与正文"
    if has_picture(case.document):
        return "扉页含图片"
    texts = (squeeze(line.quote) for line in lines)
    likely = next((text for text in texts if element.doubtful and element.doubtful.fullmatch(text)), None)
    return f"扉页有“{likely}”但未标明身份" if likely else ""


def _stated(lines: list[Anchor], element: Element) -> bool:
    texts = [squeeze(line.quote) for line in lines]
    whole = [text for text in texts if element.pattern and element.pattern.fullmatch(text)]
    return any(_BLANK.fullmatch(value) is None for value in (*whole, *_values(texts, element.labels)))


def _values(texts: list[str], labels: tuple[str, ...]) -> Iterator[str]:
    """Yield what stands behind a label on its line, or on the next line when the label stands alone."""
    for index, text in enumerate(texts):
        for label in labels:
            if text.rstrip(":") == label:
                following = texts[index + 1] if index + 1 < len(texts) else ""
                yield "" if following.endswith(":") else following
            elif text.startswith((f"{label}:", f"{label}(盖章):", f"{label}(公章):")):
                yield text.partition(":")[2]
