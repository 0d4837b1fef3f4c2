"""Open an office package without trusting it: bounded unpacking, no entity, no network, no DOCTYPE."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypedDict

from lxml import etree

from proposal_check.errors import UnreadableFile
from proposal_check.parse import limits
from proposal_check.parse.word_names import STRICT_NAMES

RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)
DAMAGED_ADVICE = "请用 Word、WPS 等原软件打开并另存为新文件后重新提交。"
HOSTILE_ADVICE = "请确认文件来源，用 Word、WPS 等原软件另存为新文件后重新提交。"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of a part; `target` is a part name unless `external`."""

    id: str
    kind: str
    target: str
    external: bool


class Package:
    """The parts of a zip, read one by one and each within the limits."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except DAMAGE as error:
            raise UnreadableFile("文件已损坏，压缩结构不完整。", DAMAGED_ADVICE) from error
        self._check_directory(len(data))
        # Some writers spell part names with a leading slash or back slashes.
        self._names = {i.filename.replace("\\", "/").lstrip("/"): i for i in self._zip.infolist()}
        self.names = frozenset(self._names)

    def _check_directory(self, packed: int) -> None:
        entries = self._zip.infolist()
        if len(entries) > limits.ZIP_ENTRIES:
            raise UnreadableFile(f"文件内含 {len(entries)} 个部件，超过上限。", HOSTILE_ADVICE)
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise UnreadableFile("文件已加密，无法读取。", "请解除密码保护后重新提交。")
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > limits.UNPACKED_BYTES or (
            unpacked > limits.RATIO_FREE_BYTES and unpacked > packed * limits.RATIO
        ):
            raise UnreadableFile("文件解压后的体积异常，可能是压缩炸弹，已拒绝读取。", HOSTILE_ADVICE)

    def read(self, name: str) -> bytes:
        """Unpack a part. Raises UnreadableFile when it is damaged or larger than it may be."""
        try:
            with self._zip.open(self._names[name]) as part:
                data = part.read(limits.PART_BYTES + 1)
        except DAMAGE as error:
            raise UnreadableFile(f"文件部件 {name} 已损坏（校验不符）。", DAMAGED_ADVICE) from error
        if len(data) > limits.PART_BYTES:
            raise UnreadableFile(f"文件部件 {name} 解压后超过上限，已拒绝读取。", HOSTILE_ADVICE)
        return data

    def xml(self, name: str) -> etree._Element | None:
        """Parse a part, None when the package has none. Raises UnreadableFile when it cannot be parsed."""
        if name not in self.names:
            return None
        data = self._checked(name)
        if b"purl.oclc.org/ooxml" in data:
            for strict, transitional in STRICT_NAMES.items():
                data = data.replace(strict, transitional)
        try:
            return etree.fromstring(data, _parser())
        except (etree.XMLSyntaxError, ValueError) as error:
            raise UnreadableFile(f"文件部件 {name} 的内容已损坏。", DAMAGED_ADVICE) from error

    def _checked(self, name: str) -> bytes:
        data = self.read(name)
        if _has_doctype(data):
            raise UnreadableFile(f"文件部件 {name} 含有 DOCTYPE 声明，已拒绝读取。", HOSTILE_ADVICE)
        return data

    def stream(self, name: str, *tags: str) -> Iterator[etree._Element]:
        """Yield the elements of a large part one by one, each gone at the next; none without the part.

        `tags` may have the wildcard namespace {*}. Raises UnreadableFile as `xml` does.
        """
        if name not in self.names:
            return
        source = io.BytesIO(self._checked(name))
        try:
            for _, element in etree.iterparse(source, tag=tags, **PARSER_OPTIONS):
                yield element
                element.clear()
                parent = element.getparent()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]
        except (etree.XMLSyntaxError, ValueError) as error:
            raise UnreadableFile(f"文件部件 {name} 的内容已损坏。", DAMAGED_ADVICE) from error

    def relations(self, name: str) -> tuple[Relation, ...]:
        """List the relationships of a part, in file order."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", base + ".rels"))
        if root is None:
            return ()
        return tuple(_relation(element, folder) for element in root.iter(RELATIONSHIPS))


def _relation(element: etree._Element, folder: str) -> Relation:
    external = element.get("TargetMode") == "External"
    target = element.get("Target", "")
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    kind = element.get("Type", "").rsplit("/", 1)[-1]
    return Relation(element.get("Id", ""), kind, target, external)


def _has_doctype(data: bytes) -> bool:
    # Part XML never holds this literally otherwise: text escapes its "<".
    return any(mark in data for mark in (b"<!DOCTYPE", *_WIDE_DOCTYPES))


_WIDE_DOCTYPES = ("<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


class _Options(TypedDict):
    resolve_entities: bool
    no_network: bool
    load_dtd: bool
    dtd_validation: bool
    huge_tree: bool
    remove_comments: bool
    remove_pis: bool


PARSER_OPTIONS: Final[_Options] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def _parser() -> etree.XMLParser:
    return etree.XMLParser(**PARSER_OPTIONS)
