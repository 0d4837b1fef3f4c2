"""Draw a layered box diagram as an EMF: vector, no font file needed, the same bytes everywhere."""

import struct
from dataclasses import dataclass

WIDTH, LAYER, GAP, MARGIN, LABEL = 1500, 150, 46, 20, 170
FONT = 30
_MM100 = 26.46  # 0.01 mm per unit, at 96 units to the inch
_PEN, _WHITE, _SHADE, _TEXT = 1, 2, 3, 4


@dataclass(frozen=True)
class Diagram:
    """Layers from top to bottom; each is its label (may be empty) and the boxes side by side."""

    caption: str
    layers: tuple[tuple[str, ...], ...]

    @property
    def size(self) -> tuple[int, int]:
        count = len(self.layers)
        return WIDTH, 2 * MARGIN + count * LAYER + (count - 1) * GAP


class _Records:
    """The records of an enhanced metafile, in writing order."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def add(self, kind: int, body: bytes = b"") -> None:
        self.parts.append(struct.pack("<II", kind, 8 + len(body)) + body)

    def rectangle(self, x: int, y: int, width: int, height: int, brush: int) -> None:
        self.add(37, struct.pack("<I", brush))
        self.add(43, struct.pack("<4i", x, y, x + width, y + height))

    def line(self, x1: int, y1: int, x2: int, y2: int) -> None:
        self.add(27, struct.pack("<2i", x1, y1))
        self.add(54, struct.pack("<2i", x2, y2))

    def text(self, x: int, y: int, text: str) -> None:
        """Write one line centred on x, its top at y."""
        widths = [_advance(char) for char in text]
        encoded = text.encode("utf-16-le")
        encoded += b"\0" * (-len(encoded) % 4)
        head = struct.pack("<4iIff", 0, 0, -1, -1, 1, _MM100, _MM100)
        at = 8 + len(head) + 40
        emr = struct.pack(
            "<2iIII4iI", x - sum(widths) // 2, y, len(text), at, 0, 0, 0, -1, -1, at + len(encoded)
        )
        self.add(84, head + emr + encoded + struct.pack(f"<{len(widths)}I", *widths))


def _advance(char: str) -> int:
    return FONT if ord(char) > 0x2E80 or char in "（）、" else FONT * 11 // 20


def _setup(records: _Records) -> None:
    records.add(18, struct.pack("<I", 1))
    records.add(38, struct.pack("<IIiiI", _PEN, 0, 2, 0, 0x00404040))
    records.add(39, struct.pack("<IIII", _WHITE, 0, 0x00FFFFFF, 0))
    records.add(39, struct.pack("<IIII", _SHADE, 0, 0x00F7EFE3, 0))
    face = "宋体".encode("utf-16-le").ljust(64, b"\0")
    font = struct.pack("<5i8B", -FONT, 0, 0, 0, 400, 0, 0, 0, 134, 0, 0, 0, 0) + face
    records.add(82, struct.pack("<I", _TEXT) + font.ljust(320, b"\0"))
    for handle in (_PEN, _TEXT):
        records.add(37, struct.pack("<I", handle))


def _wrapped(text: str, room: int) -> list[str]:
    lines = [""]
    for char in text:
        if sum(_advance(c) for c in lines[-1] + char) > room:
            lines.append("")
        lines[-1] += char
    return lines


def _boxes(records: _Records, layer: tuple[str, ...], top: int) -> None:
    label, *boxes = layer
    left = MARGIN + (LABEL if label else 0)
    records.rectangle(MARGIN, top, WIDTH - 2 * MARGIN, LAYER, _SHADE)
    if label:
        _centred(records, label, MARGIN + LABEL // 2, top + LAYER // 2, LABEL - 20)
    room = (WIDTH - MARGIN - left) // len(boxes)
    for i, box in enumerate(boxes):
        records.rectangle(left + i * room + 10, top + 20, room - 20, LAYER - 40, _WHITE)
        _centred(records, box, left + i * room + room // 2, top + LAYER // 2, room - 40)


def _centred(records: _Records, text: str, x: int, y: int, room: int) -> None:
    lines = _wrapped(text, room)
    for i, line in enumerate(lines):
        records.text(x, y + int((i - len(lines) / 2) * FONT * 1.15), line)


def draw(diagram: Diagram) -> bytes:
    """Return the diagram as the bytes of an enhanced metafile."""
    width, height = diagram.size
    records = _Records()
    _setup(records)
    for i, layer in enumerate(diagram.layers):
        top = MARGIN + i * (LAYER + GAP)
        if i:
            for x in (WIDTH // 3, WIDTH * 2 // 3):
                records.line(x, top - GAP, x, top)
        _boxes(records, layer, top)
    records.add(14, struct.pack("<III", 0, 0, 20))
    body = b"".join(records.parts)
    frame = (0, 0, int(width * _MM100), int(height * _MM100))
    header = struct.pack("<II4i4i", 1, 108, 0, 0, width, height, *frame)
    header += struct.pack(
        "<4sIIIHHIII", b" EMF", 0x10000, 108 + len(body), len(records.parts) + 1, 5, 0, 0, 0, 0
    )
    header += struct.pack("<4iIII2i", 1920, 1080, 508, 286, 0, 0, 0, 508000, 286000)
    return header + body
