"""Ask LibreOffice on which page each heading of the examples stands: python -m benchmarks.paginate.

The answers are kept in benchmarks/pages/, so that building an example needs no LibreOffice. Run this
after a change of text; a table of contents that is a page off is the only harm of forgetting it.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from benchmarks.formats.office import convert
from benchmarks.submissions.build import Built

PAGES = Path(__file__).parent / "pages"


def stored(name: str) -> dict[str, int]:
    """Return the page of each heading of an example, by bookmark; nothing where none are kept."""
    path = PAGES / f"{name}.json"
    return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}


def pdf_pages(docx: bytes) -> list[str]:
    """Convert by LibreOffice and return the text of each page without blanks."""
    import pypdfium2

    with pypdfium2.PdfDocument(convert({"proposal": docx})["proposal"]) as pdf:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in pdf]


def pages_of(built: Built) -> Mapping[str, int]:
    """Return the page each heading is printed on; the first page of chapter one is page 1."""
    texts = pdf_pages(built.docx)
    headings = built.manuscript.headings
    first = "".join(headings[0].text.split())
    body = max(i for i, text in enumerate(texts) if first in text)
    found, page = {}, body
    for heading in headings:
        wanted = "".join(heading.text.split())
        page = next((i for i in range(page, len(texts)) if wanted in texts[i]), page)
        found[heading.bookmark] = page - body + 1
    return found


def main() -> None:
    from benchmarks.build_examples import EXAMPLES, built

    PAGES.mkdir(exist_ok=True)
    for name in EXAMPLES:
        pages = pages_of(built(name))
        (PAGES / f"{name}.json").write_text(json.dumps(pages, indent=1) + "\n", "utf-8")
        print(f"{name}: {max(pages.values())} pages")


if __name__ == "__main__":
    main()
