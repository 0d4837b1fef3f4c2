"""Total investment as the text and the key-value tables state it; anything doubtful is not used."""

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from proposal_check.budget.figures.amounts import Figure, figures, narrow, read_cell
from proposal_check.budget.tables.sheet import Sheet, squeeze
from proposal_check.budget.tables.units import said_unit
from proposal_check.model.budget import Amount, StatedTotal
from proposal_check.model.document import Anchor, Cell, Document, Paragraph, Table

_NOUN = (
    r"总投资(?:概算|估算|预算)?|投资(?:总额|总计|概算|估算|预算)|总(?:概算|估算|预算|造价)|(?:概算|估算|预算)(?:总额|总投资|总价)|"
    r"资金总计|项目(?:总?预算|总?费用|总?概算)|(?:建设|项目)(?:所需)?总?(?:资金|经费)|(?:所有|全部|项目)成本(?:总计|合计)|总费用|总金额|总成本|投资规模|资金总额"
)
# Nothing but these may stand between the noun and its figure; 控制在 and 不超过 state a bound, not a total.
_GAP = (
    r"(?:额|金额)?(?:[(（][^()（）\d]{0,8}[)）])?"
    r"(?:\s|:|：|为|约|大约|大概|暂估|合计|总计|共|计|是|达|人民币|概算|预算|估算|金额|资金|需|即)*"
)
_PHRASE = re.compile(rf"(?P<noun>{_NOUN})(?P<gap>{_GAP})(?=￥?\s*\d)")
# 总成本=直接成本+间接成本=50.05万元+10.01万元=60.06万元：what the last equals sign gives.
_CHAIN = re.compile(
    rf"(?P<noun>{_NOUN}|总估算(?:成本|费用|投资))(?P<gap>(?:额|金额)?=[^，,。；;]*=)(?=￥?\s*\d)"
)
_BELOW = re.compile(
    r"^\s*(?:以上)?(?:费用|金额|资金|项目)?(?:合计|总计|共计|总价|总金额)(?:金额|费用)?(?:\s|:|为|约|共|人民币)*(?=￥?\s*\d)"
)
# 总计：79.38万元 and nothing else, right under a heading that ends in such a noun.
_HEADED = re.compile(rf"(?:{_NOUN})$")
_ALONE = re.compile(r"^\s*(?:总计|合计|共计|总额|总价)?(?:\s|:|为|共|约|人民币)*(?=￥?\s*\d)")
_NOTHING_MORE = re.compile(r"^\s*(?:人民币|左右)?\s*(?:[(（][^()（）]*[)）])?[。.;；\s]*$")
_LABEL = re.compile(rf"^(?:本?项目|建设|工程|方案)?(?:{_NOUN})(?:额|金额)?(?:[(（].*[)）])?[:：]?$")
_OTHER = re.compile(
    r"原有|原系统|原项目|原平台|[一二三四两]期|批复|批准|核定|规划总|远期|远景|前期|上期|已投入|已建|已完成|历年|累计|以往|往年|同类|其他项目|某|例如|案例|"
    r"全省|全市|全国|全区|外省|外地|年均|每年|人均|节约|减少|核减|中标|合同|运维|运行维护|后续|规定|办法|限额|标准|试点|超概算"
)
# 某系统于2022年上线并通过验收，总投资……：what was built already, unless the sentence speaks of plans.
_PAST = re.compile(r"\d{4}\s*年[^。；]*(?:上线|建成|投用|启用|投入(?:使用|运行)|竣工|验收)")
_PLANNED = re.compile(r"本项目|本期|本次|本方案|拟|计划|预计|将")
_PART = re.compile(r"软件|硬件|设备|监理|其中|分项|单项|年度|子系统|培训|集成|云资源|网络|安全|配套")
_AFTER = re.compile(r"^(?:及?以[上下内]|不足|的\s*\d|[%％]|[-–—~～至到]\s*\d|/)")
_BOUND = re.compile(r"[≤≥<>＜＞≦≧]|不[超高大低少足]|以[内下上]|控制")
_CAPITALS = re.compile(r"\s*[(（](?:大写|人民币)")
_ROUGH = re.compile(r"约|近$|大约|大概|暂估|左右")
_OTHER_SECTION = re.compile(r"现状|原有|已有|案例|背景|发展概况|项目性质|运行维护|后续资金|经验|招标")


def stated_totals(document: Document, budgets: Collection[int]) -> tuple[StatedTotal, ...]:
    """Find every place that states this project's total investment with a money unit.

    `budgets` are the blocks of budget tables, whose totals are read with their rows.

    Not used: a total of a former phase, of another project, of a part, a threshold, anything doubtful.
    """
    found: list[StatedTotal] = []
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            if block.kind not in {"contents", "caption", "heading"} and not block.hidden:
                found.extend(_in_paragraph(document, index, block.text))
                found.extend(_under_heading(document, index, block.text))
        elif isinstance(block, Table) and index not in budgets:
            found.extend(_in_table(document, index, block))
    return tuple(found)


def agreed(stated: Sequence[StatedTotal]) -> Amount | None:
    """Return the total that every place states alike, the most precise of them; None when they differ."""
    amounts = [s.amount for s in stated]
    if not amounts or max(a.low for a in amounts) > min(a.high for a in amounts):
        return None
    return min(amounts, key=lambda a: a.high - a.low)


def total_below(document: Document, sheet: Sheet, scale: int | None) -> Amount | None:
    """Read the total that the first line under a table states: 合计：91000元."""
    last = sheet.lines[-1].block
    for index in range(last + 1, min(last + 4, len(document.blocks))):
        block = document.blocks[index]
        if not isinstance(block, Paragraph):
            return None
        if block.text.strip():
            match = _BELOW.match(narrow(block.text))
            figure = next((f for f in figures(block.text) if match and f.start >= match.end() - 1), None)
            if match is None or figure is None or not (_is_explicit(figure) or (scale and not figure.unit)):
                return None
            return _amount(
                figure, _scale_of(figure, scale), block.text, Anchor(index, figure.start, figure.end, "")
            )
    return None


def _scale_of(figure: Figure, scale: int | None) -> int:
    return 1 if figure.is_money and not figure.sign_only else scale or 1


def _in_paragraph(document: Document, index: int, text: str) -> Iterator[StatedTotal]:
    flat = narrow(text)
    matches = (*_PHRASE.finditer(flat), *_CHAIN.finditer(flat))
    if not matches or _elsewhere(document, index):
        return
    numbers = figures(text)
    for match in matches:
        context = flat[: match.end()]
        figure = next((f for f in numbers if f.start <= match.end() + 3 and f.end > match.end()), None)
        if figure is None or not _is_explicit(figure) or _AFTER.match(flat[figure.end :].lstrip()):
            continue
        clause = re.split(r"[，,。；;：:]", context[: match.start("noun")])[-1]
        if _OTHER.search(context) or _PART.search(clause) or _is_past(context):
            continue
        where = "封面" if _is_cover(document, index) else "正文"
        rough = bool(_ROUGH.search(match["gap"]) or flat[figure.end : figure.end + 2] == "左右")
        amount = _amount(figure, 1, text, Anchor(index, match.start("noun"), figure.end, ""), rough)
        yield StatedTotal(where, amount, _is_plain(clause, flat[figure.end :]))


def _under_heading(document: Document, index: int, text: str) -> Iterator[StatedTotal]:
    """Read the line that is all a heading such as 总预算 has to say first."""
    match = _ALONE.match(narrow(text))
    path = document.section_path(index) if match else ()
    if not path or path[-1].start != index - 1 or not _HEADED.search(squeeze(path[-1].title)):
        return
    figure = next((f for f in figures(text) if match and f.end > match.end()), None)
    if match is None or figure is None or figure.start > match.end() + 1 or not _is_explicit(figure):
        return
    if _NOTHING_MORE.match(narrow(text)[figure.end :]) and not _elsewhere(document, index):
        rough = bool(_ROUGH.search(match.group()))
        yield StatedTotal("正文", _amount(figure, 1, text, Anchor(index, 0, figure.end, ""), rough))


def _is_plain(before: str, behind: str) -> bool:
    return "本项目" in before or (_CAPITALS.match(behind) is not None and before.strip() in {"", "项目"})


def _is_past(context: str) -> bool:
    sentence = re.split(r"[。；]", context)[-1]
    return bool(_PAST.search(sentence)) and not _PLANNED.search(sentence)


def _elsewhere(document: Document, index: int) -> bool:
    return any(_OTHER_SECTION.search(s.title) for s in document.section_path(index))


def _is_cover(document: Document, index: int) -> bool:
    return bool(document.sections) and index < document.sections[0].start


def _is_explicit(figure: Figure) -> bool:
    return figure.is_money and not figure.per


def _amount(figure: Figure, scale: int, text: str, anchor: Anchor, rough: bool = False) -> Amount:
    size = Decimal(figure.scale if figure.scale > 1 else scale)
    value, half = figure.raw * size, figure.half * size
    if rough:
        half = max(half, abs(value) / 20)
    quote = text[anchor.start : anchor.end]
    place = Anchor(anchor.block, anchor.start, anchor.end, quote, anchor.cell)
    return Amount(value, value - half, value + half, "元", text[figure.start : figure.end].strip(), place)


def _in_table(document: Document, index: int, table: Table) -> Iterator[StatedTotal]:
    """Read 总投资（万元） | 120.5 pairs: a label cell and the number right of it, in a table of pairs."""
    if _elsewhere(document, index) or (table.caption and _OTHER.search(table.caption)):
        return
    grid = table.grid()
    for cell in table.cells:
        if not _LABEL.match(squeeze(cell.text)):
            continue
        value = _right_of(grid, cell)
        figure = read_cell(value.text).figure if value else None
        unit = said_unit(cell.text)
        if value is None or figure is None or figure.per or not (unit or _is_explicit(figure)):
            continue
        if figure.unit not in {"", "元"} or _BOUND.search(value.text) or _is_sum_row(grid, cell, value):
            continue
        scale = (
            {"万元": 10_000, "元": 1}.get(unit or "元", 1) if not figure.is_money or figure.sign_only else 1
        )
        anchor = Anchor(index, figure.start, figure.end, "", (value.row, value.col))
        yield StatedTotal("表", _amount(figure, scale, value.text, anchor))


def _right_of(grid: list[list[Cell | None]], cell: Cell) -> Cell | None:
    col = cell.col - 1 + cell.col_span
    row = grid[cell.row - 1]
    return row[col] if col < len(row) else None


def _is_sum_row(grid: list[list[Cell | None]], label: Cell, value: Cell) -> bool:
    """A total row of a budget table sums the column above it; a pair stands under no other numbers."""
    above = [row[value.col - 1] for row in grid[: label.row - 1]]
    return sum(1 for c in above if c is not None and read_cell(c.text).state == "number") >= 2
