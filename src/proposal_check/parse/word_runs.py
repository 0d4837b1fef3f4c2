"""The inline content of one paragraph: shown text, hidden text, and what hangs on it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from proposal_check.parse.blanks import leading_blanks
from proposal_check.parse.word_fields import Fields
from proposal_check.parse.word_looks import RunLook, overlay, read_run_look
from proposal_check.parse.word_names import (
    ALTERNATE,
    BR,
    CHOICE,
    CR,
    FALLBACK,
    MATH_TEXT,
    NO_BREAK_HYPHEN,
    PTAB,
    RPR,
    RUN_STYLE,
    SDT,
    SDT_CONTENT,
    SIMPLE_FIELD,
    SYM,
    TAB,
    TRANSPARENT,
    VAL,
    R,
    T,
    child_of,
    w,
)
from proposal_check.parse.word_styles import Style, Styles

WHITE: Final = "FFFFFF"
MATH: Final = frozenset(
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}" + n for n in ("oMath", "oMathPara")
)


@dataclass(slots=True)
class Pages:
    """The page at a point, by Word's own last layout; None in a file that carries no layout."""

    page: int | None
    _explicit: bool = False

    def rendered(self) -> None:
        """Follow a lastRenderedPageBreak, unless it only renders the explicit break just met."""
        if self.page is not None and not self._explicit:
            self.page += 1
        self._explicit = False

    def explicit(self) -> None:
        if self.page is not None:
            self.page += 1
            self._explicit = True

    def text(self) -> None:
        self._explicit = False


@dataclass(slots=True)
class Inline:
    """What a paragraph holds. `white` counts characters shown white on nothing.

    The first `lead` of the `length` characters shown are bold, blanks apart.
    """

    shown: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    nested: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    sizes: dict[float, int] = field(default_factory=dict)
    bold: int = 0
    length: int = 0
    lead: int = 0
    white: int = 0
    page: int | None = None
    contents: bool = False
    source: int | None = None

    @property
    def size(self) -> float | None:
        return max(self.sizes, key=lambda s: (self.sizes[s], s)) if self.sizes else None

    @property
    def characters(self) -> int:
        return sum(self.sizes.values())

    @property
    def blanks(self) -> float:
        """Measure the blanks before the text, in characters."""
        return leading_blanks("".join(self.shown))

    def lead_of(self, text: str) -> int:
        """Count the bold characters a text begins with, its automatic number included; 0 if all are bold."""
        plain = len("".join(self.shown).rstrip()) - self.lead if self.lead else 0
        return len(text) - plain if plain > 0 else 0


def shown_branch(alternate: etree._Element) -> etree._Element:
    """Pick one branch of an AlternateContent: the first choice with content, else the fallback."""
    for branch in alternate.findall(CHOICE):
        if len(branch):
            return branch
    fallback = alternate.find(FALLBACK)
    return fallback if fallback is not None else etree.Element(FALLBACK)


class InlineReader:
    """Read paragraphs one after the other; fields and pages run on between them."""

    def __init__(self, styles: Styles, fields: Fields, pages: Pages) -> None:
        self._styles, self.fields, self.pages = styles, fields, pages
        self._inline = Inline()
        self._base = RunLook()
        self._look = RunLook()

    def read(self, paragraph: etree._Element, style: Style, begun: Inline | None = None) -> Inline:
        """Collect a paragraph's content under its style, on to one begun before if there is one."""
        inline = self._inline = begun or Inline()
        self._base = self._look = style.run
        inline.contents = inline.contents or self.fields.in_contents
        self._children(paragraph)
        inline.contents = inline.contents or self.fields.in_contents
        self.fields.end_paragraph()
        if inline.page is None:
            inline.page = self.pages.page
        return inline

    def _children(self, parent: etree._Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == R:
                self._run(child)
            elif tag in TRANSPARENT or tag == SIMPLE_FIELD:
                self._children(child)
            elif tag == SDT:
                for content in child.findall(SDT_CONTENT):
                    self._children(content)
            elif tag == ALTERNATE:
                self._children(shown_branch(child))
            elif tag in MATH:
                self._emit("".join(t.text or "" for t in child.iter(MATH_TEXT, T)), self._base)

    def _run(self, run: etree._Element) -> None:
        properties = child_of(run, RPR)
        self._look = self._base if properties is None else self._look_of(properties)
        self._pieces(run)

    def _look_of(self, properties: etree._Element) -> RunLook:
        direct = read_run_look(properties)
        style = child_of(properties, RUN_STYLE)
        base = self._base
        if style is not None:
            base = _with_style(base, self._styles.run(style.get(VAL, "")))
        return overlay(base, direct)

    def _pieces(self, run: etree._Element) -> None:
        for child in run:
            piece = PIECES.get(child.tag)
            if piece is not None:
                piece(self, child)

    def _emit(self, text: str, look: RunLook) -> None:
        if not text or not self.fields.visible:
            return
        inline = self._inline
        if inline.page is None and text.strip():
            inline.page = self.pages.page
            self.pages.text()
        if look.vanish:
            inline.hidden.append(text)
            return
        inline.shown.append(text)
        length = len(text.strip())
        size = look.size or 10.0
        inline.sizes[size] = inline.sizes.get(size, 0) + length
        inline.length += len(text)
        if look.bold:
            inline.bold += length
            inline.lead = inline.length if inline.bold == inline.characters else inline.lead
        inline.white += length if look.color == WHITE and not look.shaded else 0

    def _text(self, element: etree._Element) -> None:
        self._emit(element.text or "", self._look)

    def _symbol(self, element: etree._Element) -> None:
        try:
            code = int(element.get(w("char"), ""), 16)
        except ValueError:
            return
        self._emit(chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "", self._look)

    def _break(self, element: etree._Element) -> None:
        kind = element.get(w("type"), "textWrapping")
        if kind == "page":
            self.pages.explicit()
        elif kind != "column":
            self._emit("\n", self._look)

    def _field(self, element: etree._Element) -> None:
        self.fields.change(element.get(w("fldCharType")))
        self._inline.contents = self._inline.contents or self.fields.in_contents

    def _nested(self, element: etree._Element) -> None:
        if self.fields.visible:
            self._inline.nested.append(element)
            if self._inline.page is None:
                self._inline.page = self.pages.page

    def _note(self, element: etree._Element) -> None:
        kind = "footnote" if element.tag == w("footnoteReference") else "endnote"
        self._inline.notes.append((kind, element.get(w("id"), "")))


def _with_style(base: RunLook, style: RunLook) -> RunLook:
    """Lay a character style over a paragraph style: toggles set in both cancel out."""
    look = overlay(base, style)
    bold = bool(base.bold) != bool(style.bold) if style.bold is not None else look.bold
    vanish = bool(base.vanish) != bool(style.vanish) if style.vanish is not None else look.vanish
    return overlay(look, RunLook(bold=bold, vanish=vanish))


PIECES: Final[dict[str, Callable[[InlineReader, etree._Element], None]]] = {
    T: InlineReader._text,
    SYM: InlineReader._symbol,
    BR: InlineReader._break,
    ALTERNATE: lambda reader, e: reader._pieces(shown_branch(e)),
    CR: lambda reader, _: reader._emit("\n", reader._look),
    TAB: lambda reader, _: reader._emit("\t", reader._look),
    PTAB: lambda reader, _: reader._emit("\t", reader._look),
    NO_BREAK_HYPHEN: lambda reader, _: reader._emit("-", reader._look),
    w("fldChar"): InlineReader._field,
    w("instrText"): lambda reader, e: reader.fields.instruct(e.text or ""),
    w("ruby"): lambda reader, e: reader._children(e),
    w("lastRenderedPageBreak"): lambda reader, _: reader.pages.rendered(),
    w("drawing"): InlineReader._nested,
    w("pict"): InlineReader._nested,
    w("object"): InlineReader._nested,
    w("footnoteReference"): InlineReader._note,
    w("endnoteReference"): InlineReader._note,
}
