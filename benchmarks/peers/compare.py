"""Peers and our reader side by side on the same generated files: headings, cells, seconds, memory.

    python -m benchmarks.peers.compare markitdown docling-slim kreuzberg camelot

writes reports/peers.md; a peer that cannot read a file is a row that says why.
"""

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.formats import office
from benchmarks.measure.cost import measure
from benchmarks.measure.ours import plain_reading
from benchmarks.measure.reading import Reading, cell_score, heading_f1, title_f1
from benchmarks.peers.run import run
from benchmarks.report import peers as side_by_side
from benchmarks.submissions.build import build
from proposal_check.parse.read import read_bytes

REPORTS = Path(__file__).parents[2] / "reports"
_FILES = (("smart_parking", "word"), ("rural_water", "typed"))


@dataclass(frozen=True)
class Line:
    """One reader on one file; `problem` says why there are no figures."""

    reader: str
    file: str
    headings: float | None = None
    titles: float | None = None
    cells: float | None = None
    seconds: float = 0.0
    mebibytes: float = 0.0
    problem: str = ""


def compare(peers: Sequence[str]) -> list[Line]:
    """Read the same .docx and PDF files with our reader and with each peer, file after file."""
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for base, formatting in _FILES:
            built = build(base, formatting)
            files = {"docx": built.docx}
            if office.available():
                files["pdf"] = office.convert({base: built.docx})[base]
            for suffix, data in files.items():
                path = Path(folder) / f"{base}.{suffix}"
                path.write_bytes(data)
                lines.append(_ours(path, built.truth))
                lines += [_theirs(peer, path, built.truth) for peer in peers]
    return lines


def _ours(path: Path, truth: dict[str, Any]) -> Line:
    cost = measure("our_read", path)
    reading = plain_reading(read_bytes(path.read_bytes(), path.name))
    return _line("proposal_check", path, reading, truth, (cost.seconds, cost.mebibytes))


def _theirs(peer: str, path: Path, truth: dict[str, Any]) -> Line:
    done = run(peer, path)
    if done.reading is None:
        return Line(peer, path.name, problem=done.problem)
    return _line(peer, path, done.reading, truth, (done.seconds, done.mebibytes))


def _line(
    reader: str, path: Path, reading: Reading, truth: dict[str, Any], cost: tuple[float, float]
) -> Line:
    right, total = cell_score(reading, truth)
    scores = (heading_f1(reading, truth), title_f1(reading, truth), right / total)
    return Line(reader, path.name, *scores, *cost)


def main() -> None:
    note = "同一批生成文件；标题要编号、题名、层级全对才算对，“只看题名”是最宽的口径。"
    text = f"# 与同类读取工具并列\n\n{note}\n\n{side_by_side(compare(sys.argv[1:]))}\n"
    (REPORTS / "peers.md").write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
