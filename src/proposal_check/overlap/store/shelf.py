"""The files of a library under one writer: written at once, listed with the commit, deleted after it."""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from proposal_check.overlap.store.files import StoredFile, map_file, sync_folder, write_file
from proposal_check.overlap.store.postings import Postings
from proposal_check.overlap.store.texts import Chunks


class Shelf:
    """Put files on and take them off; names are never used twice by committed states."""

    def __init__(self, folder: Path, db: sqlite3.Connection) -> None:
        self.folder = folder
        self._db = db
        self._dropped: list[str] = []

    def put(self, family: str, items: int, pieces: Iterable[bytes], span: int = 0) -> str:
        """Write and list a file; give its name. `items` counts its postings or chunks, `span` characters."""
        (serial,) = self._db.execute(
            "UPDATE manifest SET value = value + 1 WHERE key = 'serial' RETURNING value"
        ).fetchone()
        file = write_file(self.folder, f"{family}-{int(serial):08d}", pieces)
        row = (file.name, family, items, span, file.size, file.checksum)
        self._db.execute("INSERT INTO files VALUES (?, ?, ?, ?, ?, ?)", row)
        return file.name

    def drop(self, name: str) -> None:
        """Take a file off the list; it is deleted after the commit."""
        self._db.execute("DELETE FROM files WHERE name = ?", (name,))
        self._dropped.append(name)

    def listed(self, family: str) -> Iterator[tuple[StoredFile, int, int]]:
        """Give the files of a family, each with the number of its items and its span."""
        rows = self._db.execute(
            "SELECT name, size, checksum, items, span FROM files WHERE family = ? ORDER BY name", (family,)
        ).fetchall()
        yield from ((StoredFile(*row[:3]), row[3], row[4]) for row in rows)

    def postings(self, file: StoredFile) -> Postings:
        """Map a file of postings, checked in full whatever its size. Raises ConfigError."""
        return Postings.view(map_file(self.folder, file, in_full=True))

    def chunks(self, file: StoredFile) -> Chunks:
        """Map a file of texts, checked in full whatever its size. Raises ConfigError."""
        return Chunks(map_file(self.folder, file, in_full=True))

    def sweep(self) -> None:
        """Delete what a killed writer left behind. Only for the holder of the write transaction."""
        known = {row[0] for row in self._db.execute("SELECT name FROM files")}
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                if path.name not in known:
                    path.unlink(missing_ok=True)

    def make_durable(self) -> None:
        if self.folder.is_dir():
            sync_folder(self.folder)

    def delete_dropped(self) -> None:
        """Delete what the committed state no longer lists; readers that mapped it keep it."""
        for name in self._dropped:
            (self.folder / name).unlink(missing_ok=True)
