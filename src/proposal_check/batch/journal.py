"""The journal of a batch: one line for every finished submission, on disk before the next step.

A run that is killed leaves at most half a line, which the next run cuts off. When a run ends, the lines are
put in the order of the submissions: two runs over the same files leave the same bytes, however they went.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from proposal_check.batch.row import RETRIED, Row, row_from
from proposal_check.batch.submissions import Task
from proposal_check.errors import UsageError

NAME = "journal.jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """A finished submission and the files it left, each with its sha256."""

    name: str
    key: str
    row: Row
    files: dict[str, str]

    def line(self) -> bytes:
        data = {"name": self.name, "key": self.key, "row": self.row.as_data(), "files": self.files}
        return (
            json.dumps(data, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace") + b"\n"
        )


class Journal:
    """The journal in a folder, locked against a second run."""

    def __init__(self, out: Path) -> None:
        out.mkdir(parents=True, exist_ok=True)
        self._out = out
        self._folder = os.open(out, os.O_RDONLY)
        try:
            fcntl.flock(self._folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._folder)
            raise UsageError(f"另一个批量审查正在写入“{out}”。", "请等它结束，或换一个文件夹。") from error
        self._file = (out / NAME).open("a+b")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._file.close()
        os.close(self._folder)

    def finished(self, tasks: Iterable[Task]) -> dict[str, Entry]:
        """Give the entries that still hold, by name: same key, files unchanged, nothing worth another try."""
        wanted = {task.name: task.key for task in tasks}
        entries = {e.name: e for e in self._entries() if wanted.get(e.name) == e.key}
        return {n: e for n, e in entries.items() if e.row.status not in RETRIED and self._intact(e)}

    def _entries(self) -> list[Entry]:
        self._file.seek(0)
        content = self._file.read()
        whole = content[: content.rfind(b"\n") + 1]
        if len(whole) < len(content):
            self._file.truncate(len(whole))
        return [entry for line in whole.splitlines() if (entry := _entry(line))]

    def _intact(self, entry: Entry) -> bool:
        return all(sha256(self._out / name) == digest for name, digest in entry.files.items())

    def add(self, entry: Entry) -> None:
        """Append an entry and wait until it is on disk."""
        self._file.write(entry.line())
        self._file.flush()
        os.fsync(self._file.fileno())

    def settle(self, entries: Iterable[Entry]) -> None:
        """Put these entries, in this order, in the place of all others."""
        made = self._out / f".{NAME}"
        made.write_bytes(b"".join(entry.line() for entry in entries))
        made.replace(self._out / NAME)


def _entry(line: bytes) -> Entry | None:
    """Read a line; one that is damaged counts as not there."""
    try:
        data: dict[str, Any] = json.loads(line)
        return Entry(data["name"], data["key"], row_from(data["row"]), data["files"])
    except (ValueError, KeyError, TypeError):
        return None


def sha256(path: Path) -> str:
    """Hash a file; empty when it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
