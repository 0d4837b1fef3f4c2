"""Comments in a Word package: every part that does not have to know of them stays as it is."""

import io
import posixpath
import zipfile
from collections.abc import Mapping

from lxml import etree

from proposal_check.model.document import Document
from proposal_check.report.comments.remarks import Remark
from proposal_check.report.comments.word_anchors import Anchors
from proposal_check.report.comments.word_part import extended, written

TYPES = "[Content_Types].xml"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


def commented_word(original: bytes, document: Document, remarks: tuple[Remark, ...]) -> bytes:
    """Put remarks into a Word file as comments; the same input gives the same bytes.

    Of the document part only comment anchors are new; the comments part, its relation and its content type
    are added or extended; every other part is copied byte for byte.
    """
    with zipfile.ZipFile(io.BytesIO(original)) as package:
        names = {i.filename.replace("\\", "/").lstrip("/"): i.filename for i in package.infolist()}
        changed = _Changes(package, names).comment(document, remarks)
        return _repacked(package, {names.get(name, name): data for name, data in changed.items()})


def _repacked(package: zipfile.ZipFile, changed: Mapping[str, bytes]) -> bytes:
    """Write the parts in their order with the dates they had, new ones at the end."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        old = package.infolist()
        for item in old:
            entry = zipfile.ZipInfo(item.filename, item.date_time)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, changed.get(item.filename, package.read(item)))
        for name in sorted(changed.keys() - {item.filename for item in old}):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, changed[name])
    return made.getvalue()


class _Changes:
    """The parts of one package that comments change."""

    def __init__(self, package: zipfile.ZipFile, names: Mapping[str, str]) -> None:
        self._package, self._names = package, names
        self._changed: dict[str, bytes] = {}

    def comment(self, document: Document, remarks: tuple[Remark, ...]) -> Mapping[str, bytes]:
        main = self._main()
        root, relations = self._xml(main), self._xml(_relations_of(main))
        if root is None:
            return {}
        target = self._comments_target(main, relations)
        part = self._xml(target)
        anchors, first = Anchors(root, document), _next_id(root, part)
        # A file without any paragraph has nothing to carry a comment.
        kept = [(n, r) for n, r in enumerate(remarks, start=first) if anchors.insert(n, r.anchor)]
        if kept:
            namespace = str(etree.QName(root).namespace)
            self._changed |= {main: written(root), target: extended(part, namespace, kept)}
            self._register(main, relations, target)
        return self._changed

    def _xml(self, name: str) -> etree._Element | None:
        if name not in self._names:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(self._package.read(self._names[name]), parser)

    def _main(self) -> str:
        """Find the document part, wherever the package puts it."""
        for relation in _each(self._xml("_rels/.rels")):
            target = posixpath.normpath("/" + relation.get("Target", "")).lstrip("/")
            if relation.get("Type", "").endswith("/officeDocument") and target in self._names:
                return target
        return "word/document.xml"

    def _comments_target(self, main: str, relations: etree._Element | None) -> str:
        """Name the comments part the document has, else one that is free."""
        folder = posixpath.dirname(main)
        for relation in _each(relations):
            if relation.get("Type", "").endswith("/comments"):
                joined = posixpath.join("/", folder, relation.get("Target", ""))
                return posixpath.normpath(joined).lstrip("/")
        numbers = ("", *map(str, range(1, len(self._names) + 1)))
        free = (posixpath.join(folder, f"comments{number}.xml") for number in numbers)
        return next(name for name in free if name not in self._names)

    def _register(self, main: str, relations: etree._Element | None, target: str) -> None:
        if not any(r.get("Type", "").endswith("/comments") for r in _each(relations)):
            root = etree.Element(RELATIONS + "Relationships") if relations is None else relations
            _relate(root, KIND, posixpath.relpath(target, posixpath.dirname(main) or "."))
            self._changed[_relations_of(main)] = written(root)
        types = self._xml(TYPES)
        if types is not None and not any(o.get("PartName") == f"/{target}" for o in types):
            etree.SubElement(types, CONTENT + "Override", PartName=f"/{target}", ContentType=COMMENTS_TYPE)
            self._changed[TYPES] = written(types)


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _each(relations: etree._Element | None) -> list[etree._Element]:
    return [] if relations is None else list(relations.iter(RELATIONS + "Relationship"))


def _relate(relations: etree._Element, kind: str, target: str) -> None:
    """Add a relation under a free id, in the dialect (transitional or strict) the others speak."""
    used = {r.get("Id") for r in _each(relations)}
    strict = any("purl.oclc.org" in r.get("Type", "") for r in _each(relations))
    if strict:
        kind = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
    number = next(n for n in range(1, len(used) + 2) if f"rIdComments{n}" not in used)
    etree.SubElement(
        relations, RELATIONS + "Relationship", Id=f"rIdComments{number}", Type=kind, Target=target
    )


def _next_id(root: etree._Element, part: etree._Element | None) -> int:
    """Give the first number no comment of the file has."""
    name = f"{{{etree.QName(root).namespace}}}id"
    marks = [e for e in root.iter() if isinstance(e.tag, str) and "}comment" in e.tag]
    used = [e.get(name, "") for e in (*marks, *(part if part is not None else ()))]
    return max((int(number) for number in used if number.isdecimal()), default=-1) + 1
