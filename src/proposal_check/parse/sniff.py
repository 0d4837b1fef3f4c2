"""Tell what a file really is, by its content; the extension is only compared."""

from collections.abc import Mapping
from typing import Final

from proposal_check.parse.package import Package

ZIP: Final = b"PK\x03\x04"
COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Main part → format, for everything that is a zip.
PACKAGES: Final[Mapping[str, str]] = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsb",
    "ppt/presentation.xml": "pptx",
    "OFD.xml": "ofd",
    "content.xml": "odf",
}
STARTS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "rar"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"BM", "image"),
    (b"MIME-Version:", "mht"),
)
STREAMS: Final[tuple[tuple[str, str], ...]] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("PowerPoint Document", "ppt"),
)


def sniff(data: bytes) -> str:
    """Name the real type of some bytes.

    Answers docx only by the zip mark, as `zip`: what a zip holds is told by `sniff_package`.
    Others: encrypted, doc, xls, ppt, compound, pdf, rtf, mht, html, xml, image, 7z, rar, empty, unknown.
    """
    if not data:
        return "empty"
    if data.startswith((ZIP, b"PK\x05\x06")):
        return "zip"
    if data.startswith(COMPOUND):
        return next((kind for name, kind in STREAMS if name.encode("utf-16-le") in data), "compound")
    head = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t")
    for start, kind in STARTS:
        if head.startswith(start):
            return kind
    return _markup(head.lower())


def _markup(head: bytes) -> str:
    if head.startswith((b"<html", b"<!doctype html")):
        return "html"
    return "xml" if head.startswith(b"<?xml") else "unknown"


def sniff_package(package: Package) -> str:
    """Name the type of a zip by its parts; an office package without its main part is `no_main_part`."""
    for part, kind in PACKAGES.items():
        if part in package.names:
            return "odt" if kind == "odf" and _is_text(package) else kind
    return "no_main_part" if "[Content_Types].xml" in package.names else "zip"


def _is_text(package: Package) -> bool:
    return "mimetype" in package.names and b"opendocument.text" in package.read("mimetype")
