"""What a reader made of a file, in the plainest form: ours and any peer's are scored in it alike."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

Rows = list[list[str]]


@dataclass(frozen=True)
class Reading:
    """`headings` are (number, title, level); `tables` dense rows, a merged cell's text once or repeated.

    `keys` name the tables in the reader's own way.
    """

    headings: list[tuple[str, str, int]]
    tables: list[Rows]
    keys: tuple[int, ...] = ()


@dataclass(frozen=True)
class Pair:
    """A row of a table that was read, and the row of the truth that it stands for; all counted from 0."""

    table: int
    row: int
    true_table: int
    true_row: int


def plain(text: str) -> str:
    """Fold widths and drop blanks, which readers and line ends treat differently."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def heading_f1(reading: Reading, truth: dict[str, Any]) -> float:
    """Score headings of which number, title and level are all right."""
    true = Counter((plain(h["number"]), plain(h["title"]), h["level"]) for h in truth["headings"])
    read = Counter((plain(number), plain(title), level) for number, title, level in reading.headings)
    return _f1(true, read)


def title_f1(reading: Reading, truth: dict[str, Any]) -> float:
    """Score headings by their titles alone, as kindly as can be: number and level do not count."""
    true = Counter(plain(h["title"]) for h in truth["headings"])
    return _f1(true, Counter(plain(title) for _, title, _ in reading.headings))


def _f1(true: Counter[Any], read: Counter[Any]) -> float:
    return 2 * (true & read).total() / max(1, true.total() + read.total())


def dense(table: dict[str, Any]) -> Rows:
    """Lay the cells of a true table out, a merged cell in its first place only."""
    rows = [[""] * table["cols"] for _ in range(table["rows"])]
    for row, col, _, _, text in table["cells"]:
        rows[row - 1][col - 1] = plain(text)
    return rows


def pairs(reading: Reading, truth: dict[str, Any]) -> list[Pair]:
    """Pair the rows read with the true ones: each table with the one it shares most text with, in order."""
    true = [dense(t) for t in truth["tables"]]
    bags = [Counter(filter(None, (c for row in t for c in row))) for t in true]
    parts: dict[int, list[tuple[int, int]]] = {}
    for index, rows in enumerate(reading.tables):
        bag = Counter(plain(c) for row in rows for c in row if c.strip())
        shares = [(bag & other).total() for other in bags]
        best = max(range(len(shares)), key=lambda i: (shares[i], -bags[i].total(), -i), default=-1)
        if best >= 0 and shares[best] * 2 >= bag.total() > 0:
            parts.setdefault(best, []).extend((index, row) for row in range(len(rows)))
    found = []
    for true_table, every in parts.items():
        head = {_key(row) for row in true[true_table][: truth["tables"][true_table]["header_rows"]]}
        first = every[0][0]
        places = [(t, r) for t, r in every if t == first or _key(reading.tables[t][r]) not in head]
        read = [_key(reading.tables[t][r]) for t, r in places]
        for row, true_row in _aligned(read, [_key(row) for row in true[true_table]]):
            found.append(Pair(*places[row], true_table, true_row))
    return found


def _key(row: list[str]) -> str:
    """What a row says, whatever its columns: the texts of its cells, repeated ones once."""
    return "|".join(dict.fromkeys(filter(None, map(plain, row))))


def _aligned(read: list[str], true: list[str]) -> list[tuple[int, int]]:
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, read, true, autojunk=False).get_opcodes():
        if tag in ("equal", "replace"):
            found += list(zip(range(a, b), range(c, d), strict=False))
    return found


def cell_score(reading: Reading, truth: dict[str, Any], only: set[int] | None = None) -> tuple[int, int]:
    """Count the cells that are exact (right text in the right row and column), and the true cells.

    Empty cells count neither way. `only` restricts the count to some tables of the truth.
    """
    right = 0
    for pair in pairs(reading, truth):
        if only is None or pair.true_table in only:
            true = dense(truth["tables"][pair.true_table])[pair.true_row]
            read = [plain(c) for c in reading.tables[pair.table][pair.row]]
            right += sum(bool(t) and c < len(read) and read[c] == t for c, t in enumerate(true))
    wanted = [t for i, t in enumerate(truth["tables"]) if only is None or i in only]
    return right, sum(bool(plain(text)) for t in wanted for *_, text in t["cells"])
