"""The small pieces of a document: runs of text, field starts, section breaks."""

from xml.sax.saxutils import escape


def run(text: str, look: str = "") -> str:
    """Return one run of text."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


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
