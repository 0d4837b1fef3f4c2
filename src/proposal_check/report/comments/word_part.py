"""The comments part of a Word file: added, or extended with what was there kept."""

from collections.abc import Iterable

from lxml import etree

from proposal_check.report.comments.remarks import AUTHOR, Remark
from proposal_check.report.wording import clean

INITIALS = "预审"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def extended(part: etree._Element | None, namespace: str, numbered: Iterable[tuple[int, Remark]]) -> bytes:
    """Append remarks to a comments part, a new one when there is none, and write it."""
    root = etree.Element(f"{{{namespace}}}comments", nsmap={"w": namespace}) if part is None else part
    for number, remark in numbered:
        root.append(_comment(namespace, number, remark))
    return written(root)


def written(root: etree._Element) -> bytes:
    """Write a part as Word does: UTF-8 with a declaration, what stands around the root kept."""
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def _comment(namespace: str, number: int, remark: Remark) -> etree._Element:
    name = f"{{{namespace}}}".__add__
    attributes = {name("id"): str(number), name("author"): AUTHOR, name("initials"): INITIALS}
    comment = etree.Element(name("comment"), attributes, nsmap={"w": namespace})
    head = _paragraph(comment, namespace)
    etree.SubElement(etree.SubElement(head, name("r")), name("annotationRef"))
    _run(head, namespace, remark.heading, bold=True)
    for label, text in remark.lines:
        line = _paragraph(comment, namespace)
        if label:
            _run(line, namespace, f"{label}：", bold=True)
        _run(line, namespace, text)
    return comment


def _paragraph(comment: etree._Element, namespace: str) -> etree._Element:
    """Add a paragraph that looks the same whatever the file's own styles say."""
    name = f"{{{namespace}}}".__add__
    paragraph = etree.SubElement(comment, name("p"))
    properties = etree.SubElement(paragraph, name("pPr"))
    spacing = {"before": "0", "after": "0", "line": "240", "lineRule": "auto"}
    indent = {"left": "0", "right": "0", "firstLine": "0", "firstLineChars": "0"}
    etree.SubElement(properties, name("spacing"), {name(k): v for k, v in spacing.items()})
    etree.SubElement(properties, name("ind"), {name(k): v for k, v in indent.items()})
    etree.SubElement(properties, name("jc"), {name("val"): "left"})
    return paragraph


def _run(paragraph: etree._Element, namespace: str, text: str, *, bold: bool = False) -> None:
    name = f"{{{namespace}}}".__add__
    run = etree.SubElement(paragraph, name("r"))
    properties = etree.SubElement(run, name("rPr"))
    etree.SubElement(properties, name("b"), {name("val"): str(int(bold))})
    for size in ("sz", "szCs"):
        etree.SubElement(properties, name(size), {name("val"): "20"})
    etree.SubElement(run, name("t"), {SPACE: "preserve"}).text = clean(text)
