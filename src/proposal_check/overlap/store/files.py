"""Files that are written once: durable before they are listed, checked when they are opened."""

import mmap
import os
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from proposal_check.errors import ConfigError

# Files up to this size are read through and checked at every opening (a few hundredths of a second);
# larger ones by their size at opening, and in full at every merge and by `library stats --check`.
CHECKED_AT_ONCE = 32 * 2**20
_PIECE = 1 << 22


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What the catalogue knows of a file: its name, size in bytes and CRC-32."""

    name: str
    size: int
    checksum: int


def write_file(folder: Path, name: str, pieces: Iterable[bytes]) -> StoredFile:
    """Write a new file under a temporary name, make it durable, then give it its name."""
    folder.mkdir(exist_ok=True)
    temporary = folder / f"{name}.tmp"
    size = checksum = 0
    with temporary.open("wb") as stream:
        for piece in pieces:
            stream.write(piece)
            checksum = zlib.crc32(piece, checksum)
            size += len(piece)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.rename(folder / name)
    return StoredFile(name, size, checksum)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def map_file(folder: Path, file: StoredFile, *, in_full: bool = False) -> mmap.mmap:
    """Map a file into memory; a small one is checked in full, a large one by its size unless asked.

    Raises ConfigError when it is missing or damaged.
    """
    try:
        with (folder / file.name).open("rb") as stream:
            mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise damaged(folder, file.name) from error
    checked = in_full or file.size <= CHECKED_AT_ONCE
    if len(mapped) != file.size or (checked and not is_intact(mapped, file)):
        raise damaged(folder, file.name)
    return mapped


def is_intact(mapped: mmap.mmap, file: StoredFile) -> bool:
    """Compare the whole content with its checksum, about a second per gigabyte."""
    checksum = 0
    with memoryview(mapped) as content:
        for start in range(0, len(content), _PIECE):
            checksum = zlib.crc32(content[start : start + _PIECE], checksum)
    return checksum == file.checksum


def damaged(folder: Path, name: str) -> ConfigError:
    """Word the refusal of a damaged library, with the remedy."""
    return ConfigError(
        f"比对库“{folder.parent.name}”的文件 {name} 缺失或已损坏，不能用来比对。",
        "请从备份恢复该比对库，或新建一个并重新导入清单和方案；在此之前重复比对视为未检。",
    )
