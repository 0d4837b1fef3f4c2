"""Read one file with one peer and print what it saw, as JSON: python adapters.py NAME FILE.

Runs in the peer's own environment, so it imports nothing of this project. Each peer is one small function
that returns Markdown, or tables alone.
"""

import json
import pathlib
import re
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

Rows = list[list[str]]

_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_NUMBER = re.compile(
    r"第[一二三四五六七八九十]+[章节]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|（\d+）|\d+(?:[.．]\d+)*[．.、]?"
)


def markitdown(path: str) -> str:
    from markitdown import MarkItDown

    return str(MarkItDown().convert(path).text_content)


def docling(path: str) -> str:
    """Read a .docx by its Word backend alone: its pipelines, and all reading of PDF, need layout models."""
    if not path.endswith(".docx"):
        sys.exit("reads PDF only with layout models (torch), which its own package does not bring")
    from docling.backend.msword_backend import MsWordDocumentBackend
    from docling.datamodel.base_models import InputFormat
    from docling.datamodel.document import InputDocument

    file = pathlib.Path(path)
    given = InputDocument(file, InputFormat.DOCX, MsWordDocumentBackend, filename=file.name)
    return str(MsWordDocumentBackend(given, file).convert().export_to_markdown())


def kreuzberg(path: str) -> str:
    import kreuzberg as peer

    config = peer.ExtractionConfig(output_format="markdown")
    return str(peer.extract_file_sync(path, config=config).content)


def camelot(path: str) -> list[Rows]:
    if not path.endswith(".pdf"):
        sys.exit("reads PDF only")
    import camelot as peer

    return [table.df.values.tolist() for table in peer.read_pdf(path, pages="all", flavor="lattice")]


PEERS: dict[str, Callable[[str], str | list[Rows]]] = {
    "markitdown": markitdown,
    "docling-slim": docling,
    "kreuzberg": kreuzberg,
    "camelot": camelot,
}


def from_markdown(text: str) -> tuple[list[tuple[str, str, int]], list[Rows]]:
    """Take headings and pipe tables out of Markdown; a typed number is parted from its title.

    The highest level found is 1, because some keep the first for the title of the document.
    """
    headings: list[tuple[str, str, int]] = []
    tables: list[Rows] = []
    inside = False
    for line in map(str.strip, text.splitlines()):
        heading = _HEADING.match(line)
        if heading:
            words = heading[2].replace("**", "").strip()
            number = _NUMBER.match(words)
            start = number.end() if number else 0
            headings.append((words[:start], words[start:].strip(), len(heading[1])))
        if line.startswith("|"):
            if not inside:
                tables.append([])
            row = [c.replace("**", "").strip() for c in re.split(r"(?<!\\)\|", line.strip("|"))]
            if not all(re.fullmatch(r":?-+:?", c) for c in row):
                tables[-1].append(row)
        inside = line.startswith("|")
    top = min((level for _, _, level in headings), default=1)
    return [(number, title, level - top + 1) for number, title, level in headings], tables


def main(name: str, path: str) -> dict[str, Any]:
    times, seen = [], None
    while len(times) < 2 and sum(times) < 60:
        start = time.process_time()
        seen = PEERS[name](path)
        times.append(time.process_time() - start)
    headings, tables = from_markdown(seen) if isinstance(seen, str) else ([], seen)
    return {"seconds": min(times), "mebibytes": _peak(), "headings": headings, "tables": tables}


def _peak() -> float:
    """Return this process's own peak; ru_maxrss would start from the parent's."""
    status = pathlib.Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line = next(n for n in status.read_text().splitlines() if n.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    result = main(sys.argv[1], sys.argv[2])
    print("\n" + json.dumps(result, ensure_ascii=False))
