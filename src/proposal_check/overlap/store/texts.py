"""Texts in chunks of fixed length, each compressed by itself: a quote costs a fraction of a millisecond.

UTF-16 compresses Chinese better than UTF-8, and faster.

Layout of a file: the chunks one after the other, then their ends (u64), then the number of chunks (u64).
"""

import mmap
import zlib
from collections.abc import Iterable, Iterator

import numpy as np

CHUNK = 4096
_CODE = "utf-16-le"


def chunks(text: str) -> list[bytes]:
    """Compress a text chunk by chunk, at least one chunk."""
    parts = (text[i : i + CHUNK] for i in range(0, max(len(text), 1), CHUNK))
    return [zlib.compress(part.encode(_CODE, "surrogatepass"), 1) for part in parts]


def pieces(listed: Iterable[bytes]) -> Iterator[bytes]:
    """Give the bytes of a file that holds these chunks."""
    ends, size = [], 0
    for chunk in listed:
        size += len(chunk)
        ends.append(size)
        yield chunk
    yield np.array([*ends, len(ends)], dtype="<u8").tobytes()


class Chunks:
    """The chunks of a mapped file."""

    def __init__(self, mapped: mmap.mmap) -> None:
        self._mapped = mapped
        count = int(np.frombuffer(mapped, "<u8", 1, len(mapped) - 8)[0])
        ends = np.frombuffer(mapped, "<u8", count, len(mapped) - 8 * (count + 1))
        self._bounds = np.concatenate(([0], ends)).astype(np.int64)

    def __len__(self) -> int:
        return len(self._bounds) - 1

    def raw(self, number: int) -> bytes:
        return self._mapped[int(self._bounds[number]) : int(self._bounds[number + 1])]

    def text(self, first: int, start: int, end: int) -> str:
        """Read a range of the text whose chunks begin at `first`. Raises zlib.error for damaged chunks."""
        low, high = start // CHUNK, max(end - 1, start) // CHUNK
        parts = (zlib.decompress(self.raw(first + n)) for n in range(low, high + 1))
        joined = b"".join(parts).decode(_CODE, "surrogatepass")
        return joined[start - low * CHUNK : end - low * CHUNK]
