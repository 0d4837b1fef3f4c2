"""Read a library: one committed state, its files mapped, whatever writers do meanwhile."""

import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from proposal_check.errors import ConfigError
from proposal_check.model.overlap import SystemEntry
from proposal_check.overlap.earlier import Described, EarlierText, Found
from proposal_check.overlap.fingerprints import Family
from proposal_check.overlap.store import catalogue
from proposal_check.overlap.store.files import StoredFile, damaged, is_intact, map_file
from proposal_check.overlap.store.postings import Postings
from proposal_check.overlap.store.texts import Chunks

# A key with more postings than this in the whole library is common wording and tells nothing.
CAP = 64
DATA = "data"
_ATTEMPTS = 3


class Store:
    """A committed state of a library on disk. `state` hashes its content, not the order it came in.

    Opening raises ConfigError when there is no library, or it is damaged or of another version.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        for attempt in range(_ATTEMPTS):
            try:
                self._open()
                return
            except ConfigError:
                # A writer may have replaced files between our look at the catalogue and at them.
                if attempt == _ATTEMPTS - 1 or not catalogue.is_library(root):
                    raise

    def _open(self) -> None:
        with catalogue.connected(self.root) as db:
            self.state: str = db.execute("SELECT value FROM manifest WHERE key = 'state'").fetchone()[0]
            listed = db.execute("SELECT family, name, size, checksum FROM files ORDER BY name").fetchall()
            self._rows = db.execute("SELECT value FROM entries ORDER BY value").fetchall()
            counts = "SELECT register, COUNT(*) FROM entries GROUP BY register ORDER BY register"
            self._registers = dict(db.execute(counts).fetchall())
            self.problems = tuple(row[0] for row in db.execute("SELECT text FROM problems ORDER BY rowid"))
            self.documents = _documents(db)
        self._files = {name: StoredFile(name, size, checksum) for _, name, size, checksum in listed}
        self._maps = {name: map_file(self.root / DATA, file) for name, file in self._files.items()}
        self._postings: dict[str, list[Postings]] = defaultdict(list)
        self._chunks: dict[str, Chunks] = {}
        for family, name, _, _ in listed:
            self._view(family, name)

    def _view(self, family: str, name: str) -> None:
        try:
            if family == "texts":
                self._chunks[name] = Chunks(self._maps[name])
            else:
                self._postings[family].append(Postings.view(self._maps[name]))
        except (ValueError, OverflowError) as error:
            raise damaged(self.root / DATA, name) from error

    @cached_property
    def entries(self) -> tuple[SystemEntry, ...]:
        """The systems and platforms of all registers, each once, in the order of their ids."""
        found = {row[0]: _entry(row[0]) for row in self._rows}
        return tuple(found[key] for key in sorted(found, key=lambda key: (found[key].id, key)))

    def find(self, family: Family, keys: NDArray[np.uint64]) -> Found:
        """Find the postings of ascending distinct keys; keys with more than CAP of them only as capped.

        Raises ConfigError where a file is damaged so that it points nowhere.
        """
        try:
            return self._find(family, keys)
        except IndexError as error:
            raise damaged(self.root / DATA, f"{family}-*") from error

    def _find(self, family: Family, keys: NDArray[np.uint64]) -> Found:
        ranges = [(part, *part.find(keys)) for part in self._postings[family]]
        counts = np.sum([last - first for _, first, last in ranges], axis=0, dtype=np.int64)
        counts = np.broadcast_to(counts, keys.shape)
        taken = [_gather(part, first, last, counts <= CAP) for part, first, last in ranges]
        empty = np.empty(0, np.int64)
        key = np.concatenate([empty, *(k for k, _, _ in taken)])
        number = np.concatenate([empty, *(n for _, n, _ in taken)])
        offset = np.concatenate([empty, *(o for _, _, o in taken)])
        return Found(key, number, offset, np.flatnonzero(counts > CAP))

    def earlier(self, number: int) -> EarlierText:
        """Describe the text that postings call `number`. Raises ConfigError when there is none."""
        if number not in self.documents:
            raise damaged(self.root / DATA, "exact-*、loose-*")
        return self.documents[number].text

    def read(self, text: EarlierText, start: int, end: int) -> str:
        """Read a range of a text. Raises ConfigError when it is damaged."""
        row = self.documents[text.number]
        try:
            return self._chunks[row.file].text(row.first_chunk, max(start, 0), min(end, text.length))
        except (zlib.error, UnicodeDecodeError) as error:
            raise damaged(self.root / DATA, row.file) from error

    def templates(self) -> Sequence[str]:
        """Give the texts to ignore in full, in the order of their ids."""
        rows = [row.text for row in self.documents.values() if row.kind == "template"]
        return [self.read(text, 0, text.length) for text in sorted(rows, key=lambda text: text.id)]

    def proposals(self) -> Sequence[int]:
        """Give the numbers of the earlier proposals."""
        return [number for number, row in self.documents.items() if row.kind == "proposal"]

    def named(self, sha256: str) -> tuple[str, ...]:
        """Name the earlier proposals that were made from the file with this hash."""
        rows = (row.text for row in self.documents.values() if row.sha256 == sha256)
        return tuple(sorted(text.about.name for text in rows if text.about.kind == "proposal"))

    def check(self) -> None:
        """Compare every file with its checksum, about a second per gigabyte. Raises ConfigError."""
        for name, file in self._files.items():
            if not is_intact(self._maps[name], file):
                raise damaged(self.root / DATA, name)

    def texts(self) -> list[EarlierText]:
        """Describe all texts, in the order of their names."""
        return sorted((row.text for row in self.documents.values()), key=lambda t: (t.about.name, t.id))

    def registers(self) -> Mapping[str, int]:
        """Count the entries of every register."""
        return self._registers

    def stats(self) -> Mapping[str, int]:
        """Count what the library holds."""
        kinds = [row.kind for row in self.documents.values()]
        return {
            "proposals": kinds.count("proposal"),
            "templates": kinds.count("template"),
            "characters": sum(row.length for row in self.documents.values()),
            "systems": sum(not entry.platform for entry in self.entries),
            "platforms": sum(entry.platform for entry in self.entries),
            "problems": len(self.problems),
            "files": len(self._files),
            "bytes": sum(file.size for file in self._files.values()),
        }


class _Row:
    """A document's row: described when asked for, because most are never asked for."""

    __slots__ = ("_text", "_values", "file", "first_chunk", "kind", "length", "sha256")

    def __init__(self, values: tuple[Any, ...], file: str, first_chunk: int) -> None:
        self._text: EarlierText | None = None
        self._values, self.file, self.first_chunk = values, file, first_chunk
        self.kind, self.sha256, self.length = values[2], values[7], values[8]

    @property
    def text(self) -> EarlierText:
        if self._text is None:
            self._text = self._described()
        return self._text

    def _described(self) -> EarlierText:
        number, id_, kind, name, unit, year, outcome, sha256, length, sections = self._values
        about = Described(name, unit, year, outcome, kind)
        named = tuple((start, title) for start, title in json.loads(sections))
        return EarlierText(number, id_, about, sha256, length, named)


def _documents(db: sqlite3.Connection) -> dict[int, _Row]:
    rows = db.execute(
        "SELECT number, id, kind, name, unit, year, outcome, sha256, length, sections, file, first_chunk "
        "FROM documents ORDER BY number"
    )
    return {row[0]: _Row(row[:10], row[10], row[11]) for row in rows}


def _entry(value: str) -> SystemEntry:
    values: dict[str, Any] = json.loads(value)
    for name in ("modules", "aliases"):
        values[name] = tuple(values[name])
    return SystemEntry(**values)


def _gather(
    part: Postings, first: NDArray[np.int64], last: NDArray[np.int64], wanted: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    sizes = np.where(wanted, last - first, 0)
    key = np.repeat(np.arange(len(sizes)), sizes)
    offsets = np.arange(len(key)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return key, *part.where(first[key] + offsets)
