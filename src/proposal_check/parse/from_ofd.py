"""Read OFD (GB/T 33190), the national fixed-layout format: text, headings, ruled tables.

Built and tested on files written by our own tests; no OFD from an office program was at hand.
"""

import hashlib
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from proposal_check.errors import UnreadableFile
from proposal_check.model.document import Document, ReadWarning, Signal, Source
from proposal_check.parse import limits
from proposal_check.parse.ofd_page import Objects, box_of, read_objects
from proposal_check.parse.package import DAMAGED_ADVICE, Package
from proposal_check.parse.paged import assemble
from proposal_check.parse.pdf_page import PageLayout
from proposal_check.parse.rulings import find_grids
from proposal_check.parse.run_pages import lay_out_runs
from proposal_check.parse.tally import Tally

ROOT: Final = "OFD.xml"
MAIN_ONLY: Final = "请只提交方案正文。"
A4: Final = (595.0, 842.0)


@dataclass(frozen=True, slots=True)
class _Book:
    """The document part of a package: where pages and templates are, and which fonts are bold."""

    package: Package
    folder: str
    root: etree._Element
    templates: dict[str, str]
    bold_fonts: frozenset[str]
    size: tuple[float, float]


def read_ofd(package: Package, data: bytes, name: str) -> Document:
    """Read the first document of an opened OFD package. Raises UnreadableFile."""
    if "Encryptions.xml" in package.names:
        raise UnreadableFile("OFD 文件已加密，无法读取。", "请解除加密后重新提交。")
    book = _open(package)
    parts = [page.get("BaseLoc", "") for page in book.root.iterfind("{*}Pages/{*}Page")]
    if not parts:
        raise UnreadableFile("OFD 文件中没有页面。", DAMAGED_ADVICE)
    if len(parts) > limits.PDF_PAGES:
        raise UnreadableFile(
            f"OFD 有 {len(parts)} 页，超过上限 {limits.PDF_PAGES} 页。", "请只提交方案正文。"
        )
    pages, hidden = _read_pages(book, parts)
    if not any(page.text for page in pages):
        raise UnreadableFile(
            f"OFD 的 {len(pages)} 页都没有文字，可能是扫描件。", "请提交可编辑的 Word 文件（.docx）。"
        )
    source = Source(name, hashlib.sha256(data).hexdigest(), "ofd", len(data))
    document = assemble(source, pages, _bookmarks(book), list(_signals(package, hidden)))
    return replace(document, warnings=(*document.warnings, *_annotations(package)))


def _open(package: Package) -> _Book:
    root = package.xml(ROOT)
    body = root.findtext("{*}DocBody/{*}DocRoot") if root is not None else None
    part = _within("", body or "")
    document = package.xml(part)
    if document is None:
        raise UnreadableFile("OFD 文件缺少文档部件，不完整。", DAMAGED_ADVICE)
    folder = posixpath.dirname(part)
    common = document.find("{*}CommonData")
    resources = [e.text or "" for e in common.iterchildren("{*}PublicRes")] if common is not None else []
    templates = {
        e.get("ID", ""): e.get("BaseLoc", "") for e in document.iterfind("{*}CommonData/{*}TemplatePage")
    }
    area = document.find("{*}CommonData/{*}PageArea")
    return _Book(
        package, folder, document, templates, _bold_fonts(package, folder, resources), _size(area, A4)
    )


def _within(folder: str, target: str) -> str:
    """Resolve a part's name; one that leads out of the package names no part of it."""
    start = "/" if target.startswith("/") else posixpath.join("/", folder)
    return posixpath.normpath(posixpath.join(start, target.strip().lstrip("/"))).lstrip("/")


def _size(area: etree._Element | None, otherwise: tuple[float, float]) -> tuple[float, float]:
    box = box_of(area.findtext("{*}PhysicalBox")) if area is not None else None
    sane = box is not None and 36 < box[2] - box[0] < 14_400 and 36 < box[3] - box[1] < 14_400
    return (box[2] - box[0], box[3] - box[1]) if box is not None and sane else otherwise


def _bold_fonts(package: Package, folder: str, resources: list[str]) -> frozenset[str]:
    found = set()
    for resource in resources:
        root = package.xml(_within(folder, resource))
        for font in root.iter("{*}Font") if root is not None else ():
            name = (font.get("FontName", "") + font.get("FamilyName", "")).lower()
            if font.get("Bold") == "true" or "黑" in name or "bold" in name or "simhei" in name:
                found.add(font.get("ID", ""))
    return frozenset(found)


def _read_pages(book: _Book, parts: list[str]) -> tuple[list[PageLayout], int]:
    """Lay out every page; also answers how many characters are not shown."""
    pages: list[PageLayout] = []
    hidden = characters = 0
    for number, part in enumerate(parts, 1):
        root = _page_part(book, part)
        if root is None:
            pages.append(PageLayout(number, *book.size, "", (), damaged=True))
            continue
        page, unseen = _page(book, root, number)
        pages.append(page)
        hidden += unseen
        characters += len(page.text)
        if characters > limits.PDF_CHARACTERS:
            raise UnreadableFile(f"OFD 的文字超过上限 {limits.PDF_CHARACTERS // 10**4} 万字。", MAIN_ONLY)
    return pages, hidden


def _page_part(book: _Book, part: str) -> etree._Element | None:
    """Parse a page; a damaged one costs itself only."""
    name = _within(book.folder, part)
    try:
        return book.package.xml(name)
    except UnreadableFile as error:
        if "DOCTYPE" in error.message or "上限" in error.message:
            raise
        return None


def _page(book: _Book, root: etree._Element, number: int) -> tuple[PageLayout, int]:
    objects = Objects()
    for template in root.iterchildren("{*}Template"):
        background = _page_part(book, book.templates.get(template.get("TemplateID", ""), "-"))
        if background is not None:
            read_objects(background, book.bold_fonts, objects)
    read_objects(root, book.bold_fonts, objects)
    size = _size(root.find("{*}Area"), book.size)
    grids = find_grids(objects.horizontal, objects.vertical, size[0] * size[1])
    layout = lay_out_runs(number, size, objects.runs, grids, objects.pictures)
    rules = tuple((s.start, s.at, s.end, s.at) for s in objects.horizontal)
    white = sum(len(run.text) for run in objects.runs if run.style.white)
    layout = replace(layout, rules=rules, complete=objects.complete, white=white)
    return layout, Tally.of("".join(objects.hidden)).characters


def _bookmarks(book: _Book) -> list[tuple[int, int, str]]:
    ids = {e.get("ID"): i for i, e in enumerate(book.root.iterfind("{*}Pages/{*}Page"), 1)}
    outlines = book.root.find("{*}Outlines")
    found = []
    for element in outlines.iter("{*}OutlineElem") if outlines is not None else ():
        target = next(element.iterfind("{*}Actions/{*}Action/{*}Goto/{*}Dest"), None)
        page = ids.get(target.get("PageID")) if target is not None else None
        if page is not None:
            level = 1 + sum(1 for _ in element.iterancestors("{*}OutlineElem"))
            found.append((page, level, element.get("Title", "")))
    return found


def _signals(package: Package, hidden: int) -> Iterator[Signal]:
    lists = [n for n in sorted(package.names) if posixpath.basename(n) == "Attachments.xml"]
    roots = [root for n in lists if (root := package.xml(n)) is not None]
    attached = sum(1 for root in roots for _ in root.iter("{*}Attachment"))
    if attached:
        yield Signal("embedded_files", attached)
    if hidden:
        yield Signal("hidden_text", hidden)


def _annotations(package: Package) -> Iterator[ReadWarning]:
    """Tell of text in annotations and stamps, which is not read."""
    parts = [n for n in sorted(package.names) if "/Annots/" in f"/{n}" and n.endswith(".xml")]
    text = "".join(e.text or "" for n in parts for e in package.stream(n, "{*}TextCode"))
    if amount := Tally.of(text).characters:
        message = f"OFD 的注释和印章中有 {amount} 个字符，未能读入，请人工核对。"
        yield ReadWarning("annotation_text", message, amount=amount)
