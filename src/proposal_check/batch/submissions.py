"""What a folder of submissions holds, each with a key of everything that decides its result."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from proposal_check.errors import UsageError
from proposal_check.packs.waivers import FILE as WAIVERS_FILE
from proposal_check.review.paths import FACTS_FILE

_IGNORED = frozenset({"thumbs.db", "desktop.ini", WAIVERS_FILE, FACTS_FILE})


@dataclass(frozen=True, slots=True)
class Task:
    """One submission: a file or a folder. `key` names its content and everything else the result hangs on."""

    name: str
    path: str
    key: str


def find_tasks(folder: Path, out: Path, settings: Sequence[str]) -> list[Task]:
    """List the submissions of a folder by name: every sub-folder and file that is not hidden.

    `settings` are everything but the files that decides a result. Raises UsageError when there is no such
    folder, or nothing in it.
    """
    if not folder.is_dir():
        raise UsageError(f"找不到文件夹：{folder}。", "请指明存放各申报件的文件夹。")
    inside = sorted(p for p in folder.iterdir() if _counts(p) and p.resolve() != out.resolve())
    if not inside:
        raise UsageError(f"文件夹里没有申报件：{folder}。", "每个子文件夹或文件是一份申报件。")
    return [Task(path.name, str(path), _key(path, settings)) for path in inside]


def _counts(path: Path) -> bool:
    return not path.name.startswith((".", "~$")) and path.name.lower() not in _IGNORED


def _key(path: Path, settings: Sequence[str]) -> str:
    files = [(name, _sha256(file)) for name, file in _files(path)]
    return hashlib.sha256(json.dumps([list(settings), files]).encode()).hexdigest()


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    if not path.is_dir():
        yield path.name, path
        return
    for file in sorted(p for p in path.rglob("*") if p.is_file()):
        yield file.relative_to(path.parent).as_posix(), file


def _sha256(path: Path) -> str:
    if path.exists() and not path.is_file():
        # A pipe or a device would be read for ever.
        return "no regular file"
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return f"unreadable {error.errno}"
