"""The small pieces of a document: runs of text, revisions, text boxes, field starts, section breaks."""

from xml.sax.saxutils import escape


def run(text: str, look: str = "") -> str:
    """Return one run of text."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def hidden(text: str) -> str:
    return run(text, "<w:vanish/>")


def inserted(text: str) -> str:
    """Return text that was inserted and not yet accepted."""
    return f'<w:ins w:id="9001" w:author="××" w:date="2026-03-18T09:00:00Z">{run(text)}</w:ins>'


REVISIONS = {"hidden": hidden, "inserted": inserted}


def text_box(text: str, number: int) -> str:
    """Return a paragraph with a text box in the line, for Word 2010 and, the same again, for older ones."""
    height = 330000 * (len(text) // 28 + 2)
    content = f"<w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent>"
    frame = f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="5300000" cy="{height}"/></a:xfrm>'
    shape = (
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>{frame}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"</wps:spPr><wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp>"
    )
    uri = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    drawing = (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="5300000" cy="{height}"/>'
        f'<wp:docPr id="{5000 + number}" name="文本框 {number}"/><a:graphic>'
        f'<a:graphicData uri="{uri}">{shape}</a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    old = (
        f'<w:pict><v:shape id="box{number}" style="width:417pt;height:{height // 12700}pt">'
        f"<v:textbox>{content}</v:textbox></v:shape></w:pict>"
    )
    place = '<w:pPr><w:spacing w:line="240" w:lineRule="auto"/></w:pPr>'
    return (
        f'<w:p>{place}<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def field(instruction: str) -> str:
    """Return the start of a complex field; its result and its end must follow."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{instruction}'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def page_break(ending: str) -> str:
    """Return the paragraph that ends a section with the given section properties."""
    return f"<w:p><w:pPr>{ending}</w:pPr></w:p>"


def section(size: tuple[int, int], footer: str, header: str = "", start: bool = False) -> str:
    """Return section properties; `start` numbers the pages from 1 again."""
    width, height = size
    lie = ' w:orient="landscape"' if width > height else ""
    head = f'<w:headerReference w:type="default" r:id="{header}"/>' if header else ""
    first = '<w:pgNumType w:start="1"/>' if start else ""
    return (
        f'<w:sectPr>{head}<w:footerReference w:type="default" r:id="{footer}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{lie}/><w:pgMar w:top="1440" w:right="1500" w:bottom="1440" '
        f'w:left="1500" w:header="850" w:footer="990" w:gutter="0"/>{first}</w:sectPr>'
    )
