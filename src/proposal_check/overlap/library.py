"""The library of existing systems and shared platforms: registers on disk become entries with a state id."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

from proposal_check.errors import ConfigError
from proposal_check.model.overlap import SystemEntry
from proposal_check.model.prices import PriceEntry
from proposal_check.overlap.earlier import Texts
from proposal_check.overlap.prices import FILE, load_prices
from proposal_check.overlap.registers import merged, read_register
from proposal_check.overlap.rows import BOOK_SUFFIXES, TEXT_SUFFIXES
from proposal_check.overlap.store import Store, is_library
from proposal_check.packs.locate import data_dir


@dataclass(frozen=True, slots=True)
class Library:
    """Entries in order of their ids; `state` hashes their content, so row order and file names do not count.

    `problems` are the rows that could not be used, each as 「file 第n行：reason」. `texts` are the earlier
    proposals, None where the library holds none by its nature. `prices` are those of its price list.
    """

    entries: tuple[SystemEntry, ...]
    state: str
    problems: tuple[str, ...] = ()
    texts: Texts | None = None
    prices: tuple[PriceEntry, ...] = ()

    @property
    def holds_systems(self) -> bool:
        """Say whether there is anything to look for overlap in."""
        return bool(self.entries) or self.texts is not None


def make_library(entries: Iterable[SystemEntry], problems: Iterable[str] = ()) -> Library:
    """Build a library: identical entries once, sorted, with the sha256 of their content as state id."""
    unique = {_canonical(entry): entry for entry in entries}
    keys = sorted(unique)
    state = hashlib.sha256("\n".join(keys).encode()).hexdigest()
    ordered = sorted((unique[key] for key in keys), key=lambda entry: (entry.id, _canonical(entry)))
    return Library(merged(ordered), state, tuple(problems))


def load_library(path: Path) -> Library:
    """Load a library on disk, a register (CSV, xlsx), or every register of a folder, with its price list.

    A folder may hold a price list alone: `holds_systems` is then false, and nothing is said of overlap.

    Raises ConfigError when nothing is there, a file has no usable columns, no row is usable, or the library
    is damaged or of another version.
    """
    prices = load_prices(path / FILE)
    if prices and not is_library(path) and not _registers(path):
        return _with_prices(make_library(()), prices)
    return _with_prices(_load(path), prices)


def _with_prices(library: Library, prices: tuple[PriceEntry, ...]) -> Library:
    """Add a price list, which then is a part of the library's state."""
    if not prices:
        return library
    digest = hashlib.sha256(f"{library.state}\n{prices!r}".encode()).hexdigest()
    return replace(library, prices=prices, state=digest)


def _load(path: Path) -> Library:
    if is_library(path):
        store = Store(path)
        return Library(merged(store.entries), store.state, store.problems, store)
    entries: list[SystemEntry] = []
    problems: list[str] = []
    for file in _files(path):
        register = read_register(file)
        entries += register.entries
        problems += register.problems
    if not entries:
        detail = f"（{'；'.join(problems[:3])}）" if problems else ""
        message = f"比对库中没有可用的系统：{path.name}{detail}。"
        raise ConfigError(message, "请在表头下填写至少一行系统名称。")
    return make_library(entries, problems)


@cache
def builtin_platforms() -> tuple[SystemEntry, ...]:
    """Load the register of publicly documented shared platforms that ships with the program."""
    return load_library(data_dir("corpora") / "platforms" / "shared_platforms.csv").entries


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise ConfigError(f"找不到比对库：{path}。", "请检查路径，应为 CSV、xlsx 文件或其所在文件夹。")
    if not path.is_dir():
        return [path]
    files = _registers(path)
    if not files:
        raise ConfigError(f"比对库文件夹中没有 CSV 或 xlsx 文件：{path}。", "请把系统清单放入该文件夹。")
    return files


def _registers(folder: Path) -> list[Path]:
    suffixes = TEXT_SUFFIXES - {".txt"} | BOOK_SUFFIXES
    inside = [p for p in folder.iterdir() if p.name != FILE and p.name[0] not in "~."]
    return sorted(p for p in inside if p.suffix.lower() in suffixes)


def _canonical(entry: SystemEntry) -> str:
    return json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True)
