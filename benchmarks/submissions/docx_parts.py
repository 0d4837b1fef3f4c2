"""The parts of a .docx that hardly vary: styles, numbering, header, footer, properties."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from benchmarks.submissions.formatting import Formatting, Level

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
VML = "urn:schemas-microsoft-com:vml"
ROOT = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}" xmlns:a="{A}" xmlns:pic="{PIC}" '
    f'xmlns:mc="{MC}" xmlns:wps="{WPS}" xmlns:v="{VML}"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LIST = 100  # the abstract numbering of list items

_SIZES = (32, 30, 28, 28)
_FACES = ("黑体", "楷体", "仿宋", "仿宋")


def fonts(face: str, size: int, bold: bool = False) -> str:
    """Return run properties: East Asian face, size in half points."""
    weight = "<w:b/>" if bold else ""
    return (
        f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{face}"/>'
        f'{weight}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )


def heading_look(level: int) -> str:
    return fonts(_FACES[level - 1], _SIZES[level - 1], bold=level != 2)


def _style(id_: str, name: str, paragraph: str, run: str, based: str = "a") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def styles(formatting: Formatting) -> str:
    """Return styles.xml: body, headings under the format's ids, contents, captions, tables."""
    text, cell = formatting.text, formatting.cell
    parts = [
        f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault>'
        f"<w:rPr>{fonts(formatting.face, text.size)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:widowControl w:val="0"/>'
        f'<w:spacing w:line="{text.line}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr></w:style>'
    ]
    for level, id_ in enumerate(formatting.style_ids, 1):
        numbered = _numbering_of(formatting.levels[level - 1], level)
        space = '<w:spacing w:before="160" w:after="80"/>'
        paragraph = f'<w:keepNext/>{numbered}{space}<w:outlineLvl w:val="{level - 1}"/>'
        parts.append(_style(id_, f"heading {level}", paragraph, heading_look(level)))
    for level in (1, 2, 3):
        parts.append(_style(f"TOC{level}", f"toc {level}", contents_look(level), fonts("宋体", 24)))
    parts.append(_style("af", "caption", '<w:keepNext/><w:jc w:val="center"/>', fonts("黑体", 24)))
    parts.append(
        _style(
            "af1",
            "Title",
            '<w:spacing w:line="720" w:lineRule="exact"/><w:jc w:val="center"/>',
            fonts("黑体", 36),
        )
    )
    parts.append(
        _style(
            "af2",
            "Table Text",
            f'<w:spacing w:line="{cell.line}" w:lineRule="exact"/><w:jc w:val="left"/>',
            fonts("宋体", cell.size),
        )
    )
    return "".join(parts) + "</w:styles>"


def contents_look(level: int) -> str:
    """Return the paragraph properties of a line of the contents."""
    return (
        '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8800"/></w:tabs>'
        f'<w:spacing w:line="400" w:lineRule="exact"/><w:ind w:left="{(level - 1) * 320}"/>'
    )


def inline_picture(number: int, relation: str, caption: str, width: int, height: int) -> str:
    """Return a drawing in the line of text; width and height in EMU."""
    name = quoteattr(caption)
    fill = f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    frame = f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    shape = f'<pic:spPr>{frame}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    about = f'<pic:nvPicPr><pic:cNvPr id="{number}" name={name}/><pic:cNvPicPr/></pic:nvPicPr>'
    graphic = f'<a:graphicData uri="{PIC}"><pic:pic>{about}{fill}{shape}</pic:pic></a:graphicData>'
    return (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name={name} descr={name}/>'
        f"<a:graphic>{graphic}</a:graphic></wp:inline></w:drawing>"
    )


def _numbering_of(level: Level, depth: int) -> str:
    if level.way != "automatic":
        return ""
    return f'<w:numPr><w:ilvl w:val="{depth - 1}"/><w:numId w:val="1"/></w:numPr>'


def numbering(formatting: Formatting, lists: int) -> str:
    """Return numbering.xml: number 1 for the headings, 2 … for list items that each start again at 1."""
    parts = [f'{HEAD}<w:numbering xmlns:w="{W}">']
    parts.append('<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>')
    for i, level in enumerate(formatting.levels):
        style = f'<w:pStyle w:val="{formatting.style_ids[i]}"/>' if level.way == "automatic" else ""
        suffix = "space" if level.gap else "nothing"
        parts.append(
            f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{level.kind}"/>{style}'
            f'<w:suff w:val="{suffix}"/><w:lvlText w:val="{level.pattern}"/><w:lvlJc w:val="left"/></w:lvl>'
        )
    parts.append(
        f'</w:abstractNum><w:abstractNum w:abstractNumId="{LIST}"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/>'
        '<w:lvlText w:val="（%1）"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    for number in range(2, lists + 2):
        parts.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{LIST}"/><w:lvlOverride w:ilvl="0">'
            '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    return "".join(parts) + "</w:numbering>"


def header(title: str) -> str:
    line = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>'
    look = f'<w:pPr>{line}<w:jc w:val="center"/></w:pPr>'
    text = f"<w:r><w:rPr>{fonts('宋体', 18)}</w:rPr><w:t>{escape(title)}</w:t></w:r>"
    return f"{HEAD}<w:hdr {ROOT}><w:p>{look}{text}</w:p></w:hdr>"


def footer(page_number: bool) -> str:
    """Return a footer 「第 1 页」 with a PAGE field, or an empty one."""
    run = f"<w:rPr>{fonts('宋体', 18)}</w:rPr>"
    field = (
        f'<w:r>{run}<w:t xml:space="preserve">第 </w:t></w:r>'
        f'<w:r>{run}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{run}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        f'<w:r>{run}<w:fldChar w:fldCharType="separate"/></w:r><w:r>{run}<w:t>1</w:t></w:r>'
        f'<w:r>{run}<w:fldChar w:fldCharType="end"/></w:r><w:r>{run}<w:t xml:space="preserve"> 页</w:t></w:r>'
    )
    body = field if page_number else ""
    return f'{HEAD}<w:ftr {ROOT}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{body}</w:p></w:ftr>'


def core(title: str, date: str) -> str:
    """Return the document properties with a fixed date, ISO 8601."""
    stamp = f'xsi:type="dcterms:W3CDTF">{date}T09:00:00Z'
    return (
        f"{HEAD}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>××</dc:creator>"
        f"<dcterms:created {stamp}</dcterms:created><dcterms:modified {stamp}</dcterms:modified>"
        "</cp:coreProperties>"
    )


def content_types() -> str:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    names = ("styles", "numbering", "settings", "header1", "footer1", "footer2")
    parts = "".join(
        f'<Override PartName="/word/{n}.xml" ContentType="{main}.{n.rstrip("12")}+xml"/>' for n in names
    )
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="emf" ContentType="image/x-emf"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}.document.main+xml"/>{parts}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def settings() -> str:
    body = '<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
    return f'{HEAD}<w:settings xmlns:w="{W}">{body}</w:settings>'


def relations(entries: Sequence[tuple[str, str, str]]) -> str:
    """Return a .rels part from (id, kind, target) entries."""
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    rows = []
    for id_, kind, target in entries:
        base = f"{package}/metadata" if kind == "core-properties" else R
        rows.append(f'<Relationship Id="{id_}" Type="{base}/{kind}" Target="{target}"/>')
    return f'{HEAD}<Relationships xmlns="{package}">{"".join(rows)}</Relationships>'
