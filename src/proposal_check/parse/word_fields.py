"""Complex fields (fldChar): which text is a result and which an instruction, across runs and paragraphs."""

from dataclasses import dataclass, field

# Fields nested deeper than this are never closed ones.
DEEPEST = 32


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    in_result: bool = False
    paragraphs: int = 0

    @property
    def code(self) -> str:
        words = self.instruction.split(maxsplit=1)
        return words[0].upper() if words else ""


@dataclass(slots=True)
class Fields:
    """The open fields at a point of a story."""

    _open: list[_Field] = field(default_factory=list)

    def change(self, kind: str | None) -> None:
        """Follow a fldChar of type begin, separate or end; an unmatched one is ignored."""
        if kind == "begin":
            self._open = [*self._open[-DEEPEST:], _Field()]
        elif kind == "separate" and self._open:
            self._open[-1].in_result = True
        elif kind == "end" and self._open:
            self._open.pop()

    def instruct(self, text: str) -> None:
        if self._open and not self._open[-1].in_result:
            self._open[-1].instruction += text

    @property
    def visible(self) -> bool:
        """Say whether text here is shown: it is no field's instruction."""
        return not self._open or all(f.in_result for f in self._open)

    @property
    def in_contents(self) -> bool:
        return bool(self._open) and any(f.in_result and f.code == "TOC" for f in self._open)

    def leave_contents(self) -> None:
        """Drop an unclosed TOC field: a chapter begins, so the list has ended."""
        self._open = [f for f in self._open if f.code != "TOC"]

    def end_paragraph(self) -> None:
        """Drop instructions that a paragraph end leaves open, or they would swallow all that follows."""
        if not self._open:
            return
        for open_field in self._open:
            open_field.paragraphs += 1
        self._open = [f for f in self._open if f.in_result or f.paragraphs < 3]
