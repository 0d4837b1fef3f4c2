"""Of several columns that hold money, the one that states what a row costs, and those that explain it."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from proposal_check.budget.figures.amounts import read_cell
from proposal_check.budget.tables.sheet import Sheet, squeeze

_TOTAL = re.compile(r"合计|总计|小计|总价|总金额|总额|总工作量")
_APPROVED = re.compile(r"核定|审定|评审后|调整后|变更后|调整(?:概算|预算|估算)")
# What was spent before, or is left to spend, beside what is asked for now.
_SPENT = re.compile(r"已(?:完成|投入|安排|支付|建)|尚需|剩余|结余")
_NOW = re.compile(r"本次|本期")
_YEARS = re.compile(r"^(?:[二两三四五六七八九十]|[2-9]|[1-9]\d)年|^(?:服务期|全周期)")
_SUM_LABEL = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）]?[、.]?)?(?:合计|总计|共计|总投资|项目总投资)"
)
_PLAIN = re.compile(r"^(?:金额|预算价|概算价|费用|投资|概算|预算|估算|概算金额|预算金额|投资额)$")
_BRACKET = re.compile(r"[(（\[【].*?[)）\]】]")
# A year, a stage, a source, a kind of work: what a total is split by.
_PART = re.compile(
    r"年|[一二三四]期|季度|中央|省|市级|区级|县级|上级|地方|财政|分项目|标段|自筹|自有|贷款|债券|专项|补助|配套资金|其他资金|"
    r"^(?:建筑|安装)工程费?$|^设备(?:及工器具)?购置费?$|^其[他它]费用?$"
)
_NET = re.compile(r"不含税|除税|未税|税前")
_GROSS = re.compile(r"含税|价税合计")


@lru_cache(maxsize=2048)
def tax_basis(text: str) -> str:
    """Say whether a header or a caption counts tax in: gross, net, or "" where it does not say."""
    flat = squeeze(text)
    return "net" if _NET.search(flat) else "gross" if _GROSS.search(flat) else ""


def is_part(text: str) -> bool:
    """Say whether a header names a part of a total: a year, a source, a kind of work."""
    return bool(_PART.search(_BRACKET.sub("", text)))


def main_column(cols: Sequence[int], texts: Sequence[str]) -> int:
    """Choose the whole before its parts, approved before asked for, taxed before net, totals, 金额."""
    if any(_SPENT.search(texts[c - 1]) for c in cols):
        cols = (
            [c for c in cols if _NOW.search(texts[c - 1])]
            or [c for c in cols if not _SPENT.search(texts[c - 1])]
            or cols
        )
    for wanted in (_under_total, _whole, _approved, _taxed, _years, _yearly, _total, _plain):
        found = [c for c in cols if wanted(texts[c - 1])]
        if found and len(found) < len(cols):
            cols = found
    return cols[-1] if _total(texts[cols[-1] - 1]) else cols[0]


def _under_total(text: str) -> bool:
    """数量 and 金额 may stand under every district, and under 合计."""
    return bool(_TOTAL.search(text.rpartition("/")[0]))


def _whole(text: str) -> bool:
    """A 小计 under 2024年 is the sum of a part only."""
    return not is_part(text.rpartition("/")[0])


def _approved(text: str) -> bool:
    return bool(_APPROVED.search(text))


def _taxed(text: str) -> bool:
    return tax_basis(text) != "net"


def _years(text: str) -> bool:
    """三年费用 beside 年费用 is what the project costs."""
    return bool(_YEARS.match(text.rsplit("/", 1)[-1]))


def _yearly(text: str) -> bool:
    """年费 beside 月费 likewise."""
    return text.rsplit("/", 1)[-1].startswith("年")


def _total(text: str) -> bool:
    return bool(_TOTAL.search(text.rsplit("/", 1)[-1]))


def _plain(text: str) -> bool:
    return bool(_PLAIN.match(_BRACKET.sub("", squeeze(text.rsplit("/", 1)[-1]))))


def in_sums(cols: Sequence[int], sheet: Sheet, first: int) -> Sequence[int]:
    """Keep the columns that the sum rows fill, where they fill some and leave others blank."""
    sums = [
        line for line in sheet.lines[first:] if any(_SUM_LABEL.match(squeeze(line.text(c))) for c in (1, 2))
    ]
    filled = [c for c in cols if any(read_cell(line.text(c)).state == "number" for line in sums)]
    return filled or cols


def beside_merged(roles: Mapping[str, int], amounts: Sequence[int], sheet: Sheet, first: int) -> int | None:
    """Find the column of the rows' own amounts where the chosen one holds sums merged over several rows."""
    main = roles.get("amount")
    others = [c for c in amounts if c != main]
    if main is None or not others or not any(spans(sheet, first, main)):
        return None
    own = [c for c in others if not any(spans(sheet, first, c)) and _filled(sheet, first, c)]
    return own[-1] if own else None


def spans(sheet: Sheet, first: int, col: int) -> list[bool]:
    """Say of each row's cell in a column whether it is merged over several rows."""
    cells = (line.cells[col - 1] for line in sheet.lines[first:])
    return [c.row_span > 1 for c in cells if c is not None and c.text.strip()]


def _filled(sheet: Sheet, first: int, col: int) -> bool:
    """Say whether most rows print a number of their own in a column."""
    lines = sheet.lines[first:]
    numbers = sum(read_cell(line.text(col)).state == "number" for line in lines)
    return numbers * 2 > len(lines)
