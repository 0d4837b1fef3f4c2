"""Writes small OFD packages for tests, after GB/T 33190: pages of text objects and paths; millimetres."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

NAMES = 'xmlns:ofd="http://www.ofdspec.org/2016"'


@dataclass
class OfdPage:
    """A page under construction, A4."""

    parts: list[str] = field(default_factory=list)

    def text(
        self, x: float, top: float, text: str, *, size: float = 4.2, bold: bool = False, extra: str = ""
    ) -> None:
        """Write text whose top is at `top`, one object a line, every character one em wide."""
        weight = ' Weight="700"' if bold else ""
        delta = f' DeltaX="g {len(text) - 1} {size}"' if len(text) > 1 and not text.isascii() else ""
        box = f'Boundary="{x} {top} 190 {size + 1}"'
        self.parts.append(
            f'<ofd:TextObject ID="1" Font="2" Size="{size}"{weight} {extra} {box}>'
            f'<ofd:TextCode X="0" Y="{size * 0.88}"{delta}>{escape(text)}</ofd:TextCode></ofd:TextObject>'
        )

    def path(self, data: str, extra: str = "") -> None:
        """Draw a path given in page coordinates."""
        self.parts.append(
            f'<ofd:PathObject ID="1" Boundary="0 0 210 297" {extra}>'
            f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
        )

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.path(f"M {x0} {y0} L {x1} {y1}")

    def grid(self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str | None]]) -> None:
        """Draw a table; None merges a cell with the one above, `<` with the one to the left."""
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                if text and text != "<":
                    self.text(xs[c] + 1, ys[r] + 1, text, size=3.5)
                if text is not None:
                    self.line(xs[c], ys[r], xs[c + 1], ys[r])
                if text != "<":
                    self.line(xs[c], ys[r], xs[c], ys[r + 1])
        self.line(xs[0], ys[-1], xs[-1], ys[-1])
        self.line(xs[-1], ys[0], xs[-1], ys[-1])


def ofd(pages: Sequence[OfdPage], *, parts: Mapping[str, str] | None = None, template: str = "") -> bytes:
    """Put pages together; `parts` adds or replaces parts, `template` is drawn under every page."""
    named = [f"Pages/Page_{i}/Content.xml" for i in range(len(pages))]
    listed = "".join(f'<ofd:Page ID="{10 + i}" BaseLoc="{name}"/>' for i, name in enumerate(named))
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    common = f'{area}<ofd:TemplatePage ID="5" BaseLoc="Tpls/T.xml"/>'
    start = "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
    files = {
        "OFD.xml": f'<ofd:OFD {NAMES} Version="1.0"><ofd:DocBody>{start}</ofd:DocBody></ofd:OFD>',
        "Doc_0/Document.xml": f"<ofd:Document {NAMES}><ofd:CommonData>{common}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    under = '<ofd:Template TemplateID="5"/>' if template else ""
    if template:
        files["Doc_0/Tpls/T.xml"] = _page(template, "")
    for i, page in enumerate(pages):
        files[f"Doc_0/Pages/Page_{i}/Content.xml"] = _page("".join(page.parts), under)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (files | dict(parts or {})).items():
            archive.writestr(name, text)
    return buffer.getvalue()


def _page(objects: str, under: str) -> str:
    layer = f"<ofd:Layer ID='3'>{objects}</ofd:Layer>"
    return f"<ofd:Page {NAMES}>{under}<ofd:Content>{layer}</ofd:Content></ofd:Page>"
