"""Earlier texts of a library as passage search sees them, whatever holds them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from proposal_check.overlap.fingerprints import Family

TextKind = Literal["proposal", "template"]


@dataclass(frozen=True, slots=True)
class Described:
    """What is known of a text beside its words; `outcome` says what became of the proposal."""

    name: str
    unit: str = ""
    year: str = ""
    outcome: str = ""
    kind: TextKind = "proposal"


@dataclass(frozen=True, slots=True)
class EarlierText:
    """A text of the library. `sections` are (offset where it begins, its name in words), ascending.

    `number` is how postings refer to it and depends on the order of adding; `id` depends on content only.
    """

    number: int
    id: str
    about: Described
    sha256: str
    length: int
    sections: tuple[tuple[int, str], ...]

    def section_at(self, offset: int) -> str:
        """Name the section that holds an offset; empty before the first."""
        return next((name for start, name in reversed(self.sections) if start <= offset), "")


@dataclass(frozen=True, slots=True)
class Found:
    """Postings of the keys asked for: `key[i]` indexes the question, then text number and offset there.

    `capped` indexes the keys that occur too often to tell anything.
    """

    key: NDArray[np.int64]
    number: NDArray[np.int64]
    offset: NDArray[np.int64]
    capped: NDArray[np.int64]


class Texts(Protocol):
    """Earlier texts that can be searched."""

    def find(self, family: Family, keys: NDArray[np.uint64]) -> Found: ...

    def earlier(self, number: int) -> EarlierText: ...

    def read(self, text: EarlierText, start: int, end: int) -> str: ...

    def templates(self) -> Sequence[str]: ...

    def proposals(self) -> Sequence[int]: ...

    def named(self, sha256: str) -> tuple[str, ...]: ...
