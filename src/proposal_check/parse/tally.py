"""Count what a text holds, the same way for a file's own markup and for the blocks read from it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from proposal_check.model.document import Block, Paragraph, Table

NUMBER: Final = re.compile(r"\d+(?:[.,，．]\d+)*")
BLANK: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Tally:
    """Non-blank characters and numeric tokens."""

    characters: int = 0
    numbers: int = 0

    @classmethod
    def of(cls, text: str) -> "Tally":
        return cls(len(BLANK.sub("", text)), len(NUMBER.findall(text)))

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.characters + other.characters, self.numbers + other.numbers)

    def __sub__(self, other: "Tally") -> "Tally":
        return Tally(self.characters - other.characters, self.numbers - other.numbers)


def tally_blocks(blocks: Iterable[Block]) -> tuple[Tally, int]:
    """Count the blocks' own text and the cells their merged cells cover downwards."""
    text, cells = Tally(), 0
    for block in blocks:
        if isinstance(block, Paragraph):
            text = text + Tally.of(block.text)
        elif isinstance(block, Table):
            cells += sum(cell.row_span for cell in block.cells)
            text = text + Tally.of(block.text)
        else:
            text = text + Tally.of("\n".join(block.labels))
    return text, cells
