"""The pages before the text: what stands on a cover, and the document's name there."""

import re
from collections.abc import Iterator

from proposal_check.model.document import Anchor, Document, Figure, Paragraph, Section, Table
from proposal_check.outline.identity import full_width, is_bare_kind, squeeze

_LIMIT = 60
_UNIT = re.compile(r"(?:局|委员会|办公室|人民政府|街道办事处|公司)$")
_CHAPTER_TEXT = 100
_NAME = re.compile(
    r"(?!第?[一二三四五六七八九十\d]+[、.章])[^:]{2,76}"
    r"(?:方案|报告|初步设计|设计书|申报书|建议书|说明书|任务书|计划书|计划|标书|规划)"
    r"(?:[和及与](?:投资)?[概估预]算)?"
)
_LABEL = re.compile(r"^(?:方案|项目|文件|文档)?名称[:：]")
_VERSION = re.compile(
    r"[(（【\[](?:[^()（）]*(?:稿|版|草案)[^()（）]*|修订|修改|v?[\d.]+)[)）】\]]$|v\d[\d.]*$", re.I
)


def cover(document: Document) -> range:
    """Give the blocks before the contents, or before the first chapter where there are no contents.

    A heading without number and with hardly any text of its own is taken for a title line of the cover. Where
    no chapter was found, the cover ends at the first table.
    """
    ends = [i for i, b in enumerate(document.blocks) if isinstance(b, Paragraph) and b.kind == "contents"][:1]
    ends += [entry.block for entry in document.contents][:1]
    ends += [s.start for s in document.sections if s.number or _own_text(document, s) > _CHAPTER_TEXT][:1]
    if not document.sections:
        ends += [i for i, block in enumerate(document.blocks) if isinstance(block, Table)][:1]
    return range(min([*ends, _LIMIT, len(document.blocks)]))


def _own_text(document: Document, section: Section) -> int:
    inner = min((s.start for s in document.sections if s.start > section.start), default=section.end)
    return sum(len(block.text) for block in document.blocks[section.start + 1 : min(inner, section.end)])


def cover_lines(document: Document) -> Iterator[Anchor]:
    """Yield the printed lines of the cover, table cells included, as anchors."""
    for index in cover(document):
        block = document.blocks[index]
        if isinstance(block, Table):
            for cell in block.cells:
                if cell.text.strip():
                    yield Anchor(index, 0, len(cell.text), cell.text, (cell.row, cell.col))
        elif isinstance(block, Paragraph) and block.text.strip() and not block.hidden:
            yield Anchor(index, 0, len(block.text), block.text)


def has_picture(document: Document) -> bool:
    """Tell whether the cover holds a picture, whose words nobody here can read."""
    return any(isinstance(document.blocks[index], Figure) for index in cover(document))


def names(document: Document) -> list[tuple[str, tuple[Anchor, ...]]]:
    """Give every run of up to four cover lines that could be the document's name, with its lines.

    Without a cover the first line is taken, unless it is a numbered chapter.
    """
    lines = list(cover_lines(document)) or list(_first_line(document))
    runs = (lines[i:j] for i in range(len(lines)) for j in range(i + 1, min(i + 5, len(lines) + 1)))
    found = ((plain_name("".join(a.quote for a in run)), tuple(run)) for run in runs)
    return [(name, run) for name, run in found if _NAME.fullmatch(name) and not is_bare_kind(name)]


def _first_line(document: Document) -> Iterator[Anchor]:
    first = next(iter(document.blocks), None)
    if isinstance(first, Paragraph) and first.kind != "contents" and not first.number:
        yield Anchor(0, 0, len(first.text), first.text)


def plain_name(text: str) -> str:
    """Strip labels, 《》 and version marks such as （送审稿） from a name."""
    name = _LABEL.sub("", squeeze(text)).strip("《》“”\"'")
    return full_width(_VERSION.sub("", name).strip("《》"))


def title(document: Document) -> tuple[str, tuple[Anchor, ...]] | None:
    """Choose the likeliest name: 建设方案 before other kinds, then the fewest lines."""
    found = names(document)
    return min(found, key=_unlikeliness) if found else None


def _unlikeliness(entry: tuple[str, tuple[Anchor, ...]]) -> tuple[int, int]:
    name, lines = entry
    kind = 0 if name.endswith("建设方案") else 1 if name.endswith("方案") else 2
    return kind, len(lines)


def led_by_unit(lines: tuple[Anchor, ...]) -> bool:
    """Tell a name that was joined from the line of a unit and the lines below it."""
    return len(lines) > 1 and bool(_UNIT.search(squeeze(lines[0].quote)))
