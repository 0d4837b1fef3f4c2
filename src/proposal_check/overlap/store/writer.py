"""Change a library: everything a writer did becomes visible in one transaction, or nothing does."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from proposal_check.model.overlap import SystemEntry
from proposal_check.overlap.earlier import Described
from proposal_check.overlap.fingerprints import fingerprints
from proposal_check.overlap.fold import fold
from proposal_check.overlap.store import catalogue
from proposal_check.overlap.store.compact import FAMILIES, merge, remove
from proposal_check.overlap.store.pending import Pending
from proposal_check.overlap.store.reader import DATA
from proposal_check.overlap.store.shelf import Shelf

# Pending postings are written out at this number, which bounds the memory of a writer to about 300 MB.
_FLUSH_AT = 6_000_000


@contextmanager
def writing(root: Path) -> Iterator["Writer"]:
    """Open a library for writing, made when it is not there; commit at the end of a block that succeeds.

    Raises ConfigError when another writer has it, or it cannot be written; then nothing has changed.
    """
    catalogue.create(root)
    with catalogue.connected(root, write=True) as db:
        writer = Writer(root, db)
        yield writer
        writer.commit()


class Writer:
    """The one writer of a library."""

    def __init__(self, root: Path, db: sqlite3.Connection) -> None:
        self._db = db
        self._shelf = Shelf(root / DATA, db)
        self._shelf.sweep()
        self._pending = Pending()

    def add(
        self, text: str, about: Described, *, sha256: str = "", sections: Sequence[tuple[int, str]] = ()
    ) -> str | None:
        """Add a text and give its id; None when the same text is there already, described alike."""
        content = [*asdict(about).values(), text, [list(s) for s in sections]]
        identity = "d" + hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:16]
        values = (identity, about.kind, about.name, about.unit, about.year, about.outcome, sha256, len(text))
        try:
            row = self._db.execute(
                "INSERT INTO documents (id, kind, name, unit, year, outcome, sha256, length, sections, file, "
                "first_chunk) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '', 0)",
                (*values, json.dumps(list(map(list, sections)), ensure_ascii=False)),
            )
        except sqlite3.IntegrityError:
            return None
        assert row.lastrowid is not None
        # A text to ignore is never a source of copies, so it needs no postings.
        folded = fold(text if about.kind == "proposal" else "")
        self._pending.take_text(row.lastrowid, text)
        for family in FAMILIES:
            keys, at = fingerprints(folded.codes, family)
            self._pending.take(family, keys, folded.places[at])
        if self._pending.size >= _FLUSH_AT:
            self._flush()
        return identity

    def put_register(self, name: str, entries: Iterable[SystemEntry], problems: Iterable[str] = ()) -> int:
        """Replace what the register of this name held; give the number of distinct entries."""
        self.drop_register(name)
        values = {json.dumps(asdict(e), ensure_ascii=False, sort_keys=True) for e in entries}
        self._db.executemany("INSERT INTO entries VALUES (?, ?)", ((name, v) for v in sorted(values)))
        self._db.executemany("INSERT INTO problems VALUES (?, ?)", ((name, text) for text in problems))
        return len(values)

    def drop_register(self, name: str) -> int:
        """Remove a register; give the number of entries it held."""
        self._db.execute("DELETE FROM problems WHERE register = ?", (name,))
        return self._db.execute("DELETE FROM entries WHERE register = ?", (name,)).rowcount

    def remove(self, ids: Iterable[str]) -> int:
        """Remove texts, with every trace of their words; give their number."""
        self._flush()
        numbers = set()
        for identity in ids:
            rows = self._db.execute("SELECT number FROM documents WHERE id = ?", (identity,))
            numbers |= {row[0] for row in rows}
        if numbers:
            remove(self._shelf, self._db, numbers)
        return len(numbers)

    def commit(self) -> None:
        """Write out what is pending, merge what has become many, make all of it the library's state."""
        self._flush()
        merge(self._shelf)
        self._shelf.make_durable()
        self._db.execute("UPDATE manifest SET value = ? WHERE key = 'state'", (catalogue.state_id(self._db),))
        self._db.execute("COMMIT")
        self._shelf.delete_dropped()

    def _flush(self) -> None:
        if self._pending.numbers:
            self._pending.write(self._shelf, self._db)
            self._pending = Pending()
