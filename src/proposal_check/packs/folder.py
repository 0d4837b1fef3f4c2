"""A pack's folder: where it is, which files it holds, and one hash for all of them."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from proposal_check.errors import PackError
from proposal_check.packs.locate import data_dir
from proposal_check.packs.source import SourceFile

_TEXT = {".toml", ".yaml"}


def pack_ids() -> list[str]:
    """Name the packs of the data directory."""
    return sorted(manifest.parent.name for manifest in data_dir("outlines").glob("*/pack.toml"))


def find(id_or_dir: str | Path) -> Path:
    """Find a pack's folder; raises PackError that names the packs there are."""
    folder = Path(id_or_dir)
    if (folder / "pack.toml").is_file():
        return folder
    known = pack_ids()
    if str(id_or_dir) in known:
        return data_dir("outlines") / str(id_or_dir)
    if folder.is_dir():
        raise PackError(
            f"文件夹 {folder.name} 中没有 pack.toml，不是规则包。", advice="请指明规则包所在的文件夹。"
        )
    raise PackError(
        f"没有名为 {id_or_dir} 的规则包。", advice=f"可用的规则包：{'、'.join(known) or '（无）'}。"
    )


def find_parent(child: Path, name: str) -> Path | None:
    """Find the pack that another extends: beside it, or in the data directory."""
    for folder in (child.resolve().parent / name, data_dir("outlines") / name):
        if (folder / "pack.toml").is_file():
            return folder
    return None


def sources(root: Path) -> dict[str, SourceFile]:
    """Read a pack's text files by their names inside the pack."""
    return {file.name: file for file in _sources(root)}


def _sources(root: Path) -> Iterator[SourceFile]:
    for path in _files(root):
        if path.suffix in _TEXT:
            name = path.relative_to(root).as_posix()
            yield SourceFile(path, name, path.read_text(encoding="utf-8-sig", errors="replace"))


def _files(root: Path) -> list[Path]:
    """List a pack's files by name, without hidden ones, which editors and systems leave behind."""
    found = (p for p in root.rglob("*") if p.is_file())
    visible = (p for p in found if not any(part.startswith(".") for part in p.relative_to(root).parts))
    return sorted(visible, key=lambda p: p.relative_to(root).as_posix())


def fingerprint(root: Path, parent: str = "") -> str:
    """Hash names and contents, so that a pack is the same on every machine whatever its line ends.

    `parent` is the fingerprint of the pack it extends: a change there changes this one.
    """
    digest = hashlib.sha256()
    for path in _files(root):
        content = path.read_bytes()
        if path.suffix in _TEXT:
            content = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
        name = path.relative_to(root).as_posix().encode()
        digest.update(b"%d:%b%d:%b" % (len(name), name, len(content), content))
    digest.update(parent.encode())
    return digest.hexdigest()
