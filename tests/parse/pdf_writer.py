"""Writes small PDF files for tests: text in a standard Chinese font that is not embedded, lines, pictures.

Coordinates are points from the top left, as in a Place.
"""

from dataclasses import dataclass, field

FONTS = {"song": "STSong-Light", "bold": "STHeiti-Bold"}
PICTURE = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"


@dataclass
class Page:
    """A page under construction; `rotate` is its /Rotate, the content stays as written."""

    width: float = 595.0
    height: float = 842.0
    rotate: int = 0
    parts: list[str] = field(default_factory=list)

    def text(
        self, x: float, top: float, text: str, *, size: float = 12, bold: bool = False, mode: int = 0
    ) -> None:
        """Write text whose top is at `top`; `mode` 3 is invisible."""
        font = "B" if bold else "F"
        codes = text.encode("utf-16-be").hex()
        at = f"{x:.1f} {self.height - top - size:.1f}"
        self.parts.append(f"BT {mode} Tr /{font} {size} Tf {at} Td <{codes}> Tj ET")

    def lines(self, x: float, top: float, texts: list[str], *, size: float = 12, pitch: float = 20) -> float:
        """Write lines under each other; answers the top of the next."""
        for text in texts:
            self.text(x, top, text, size=size)
            top += pitch
        return top

    def line(self, x0: float, y0: float, x1: float, y1: float, *, width: float = 0.5) -> None:
        self.parts.append(f"{width} w {x0} {self.height - y0} m {x1} {self.height - y1} l S")

    def fill(self, x0: float, y0: float, x1: float, y1: float, *, grey: float) -> None:
        self.parts.append(f"{grey} g {x0} {self.height - y1} {x1 - x0} {y1 - y0} re f 0 g")

    def ink(self, grey: float) -> None:
        """Set the colour of what follows: 0 black, 1 white."""
        self.parts.append(f"{grey} g")

    def picture(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.parts.append(f"q {x1 - x0} 0 0 {y1 - y0} {x0} {self.height - y1} cm /P Do Q")

    def grid(
        self, xs: list[float], ys: list[float], rows: list[list[str | None]], *, size: float = 10
    ) -> None:
        """Draw a table; None merges a cell with the one above."""
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                if text:
                    self.text(xs[c] + 5, ys[r] + 4, text, size=size)
                if text is not None:
                    self.line(xs[c], ys[r], xs[c + 1], ys[r])
        self.line(xs[0], ys[-1], xs[-1], ys[-1])
        for x in xs:
            self.line(x, ys[0], x, ys[-1])


def pdf(
    pages: list[Page], *, extra: str = "", catalog: str = "", bookmarks: tuple[tuple[int, str], ...] = ()
) -> bytes:
    """Put pages together; `extra` goes into the trailer, `catalog` into the catalog.

    `bookmarks` are (page from 1, title), all of one level.
    """
    first = 12
    kids = " ".join(f"{first + 2 * i} 0 R" for i in range(len(pages)))
    outlines = first + 2 * len(pages)
    if bookmarks:
        catalog += f"/Outlines {outlines} 0 R"
    objects = {
        1: f"<</Type/Catalog/Pages 2 0 R{catalog}>>",
        2: f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        3: _font("song", 5),
        4: _font("bold", 6),
        5: _descendant("song", 7),
        6: _descendant("bold", 8),
        7: _descriptor("song"),
        8: _descriptor("bold"),
        9: f"{PICTURE}stream\n\x7f\nendstream",
        10: "<</Font<</F 3 0 R/B 4 0 R>>/XObject<</P 9 0 R>>>>",
        11: "null",
    }
    for i, page in enumerate(pages):
        content = "\n".join(page.parts)
        box = f"/MediaBox[0 0 {page.width} {page.height}]/Rotate {page.rotate}"
        number = first + 2 * i
        objects[number] = f"<</Type/Page/Parent 2 0 R{box}/Resources 10 0 R/Contents {number + 1} 0 R>>"
        objects[number + 1] = f"<</Length {len(content)}>>stream\n{content}\nendstream"
    objects |= _outlines(outlines, first, bookmarks)
    return _file(objects, extra)


def _outlines(root: int, first_page: int, bookmarks: tuple[tuple[int, str], ...]) -> dict[int, str]:
    if not bookmarks:
        return {}
    last = root + len(bookmarks)
    objects = {root: f"<</Type/Outlines/First {root + 1} 0 R/Last {last} 0 R/Count {len(bookmarks)}>>"}
    for i, (page, title) in enumerate(bookmarks, 1):
        text = ("\ufeff" + title).encode("utf-16-be").hex()
        following = f"/Next {root + i + 1} 0 R" if root + i < last else ""
        target = f"/Dest[{first_page + 2 * (page - 1)} 0 R /Fit]"
        objects[root + i] = f"<</Title<{text}>/Parent {root} 0 R{following}{target}>>"
    return objects


def _font(name: str, descendant: int) -> str:
    base = f"/BaseFont/{FONTS[name]}/Encoding/UniGB-UCS2-H"
    return f"<</Type/Font/Subtype/Type0{base}/DescendantFonts[{descendant} 0 R]>>"


def _descendant(name: str, descriptor: int) -> str:
    system = "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
    widths = "/DW 1000/W[1 95 500]"
    base = f"/BaseFont/{FONTS[name]}{system}{widths}/FontDescriptor {descriptor} 0 R"
    return f"<</Type/Font/Subtype/CIDFontType0{base}>>"


def _descriptor(name: str) -> str:
    metrics = (
        "/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93"
    )
    return f"<</Type/FontDescriptor/FontName/{FONTS[name]}{metrics}>>"


def _file(objects: dict[int, str], extra: str) -> bytes:
    data, offsets = b"%PDF-1.4\n", {}
    for number, body in sorted(objects.items()):
        offsets[number] = len(data)
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    entries = "".join(f"{offsets[n]:010d} 00000 n \n" for n in sorted(offsets))
    size = len(objects) + 1
    table = f"xref\n0 {size}\n0000000000 65535 f \n{entries}"
    return data + f"{table}trailer<</Size {size}/Root 1 0 R{extra}>>\nstartxref\n{len(data)}\n%%EOF".encode()
