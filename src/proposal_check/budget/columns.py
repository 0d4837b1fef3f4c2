"""Columns by what their headers say: one to three header rows, column numbers, formula rows, title rows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from proposal_check.budget.amounts import effort_unit, narrow, read_cell
from proposal_check.budget.sheet import Line, Sheet, squeeze

_BRACKET = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
_EFFORT_WORD = r"人[日天月年时]|工时|工日"

# The first that matches a header's words (brackets taken out) names the column. Order is meaning.
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        ("number", r"^(?:序号?|编号|项次|项号|行号|no\.?|序列)$"),
        ("note", r"^(?:备注|说明|依据|计算依据|测算依据|取费依据|计费依据|取费说明|测算说明|备注说明|询价依据)$"),
        ("source", r"^(?:资金来源|资金渠道|筹资渠道|来源)$"),
        ("rate", rf"(?:{_EFFORT_WORD}).*(?:单价|费率|要价|标准|成本$)|(?:人工|人力|工程师).*(?:单价|费率)|^(?:标准|基准|平均)?费率(?:标准)?$|^计费单价$"),
        ("group_effort", rf"^(?:{_EFFORT_WORD}|工作量)(?:总计|合计|小计)$"),
        ("group_amount", r"^(?:成本|费用|金额|价格|投资)(?:总计|合计|小计)$"),
        ("function_points", r"^(?:ufp|afp|fp|us|ufc)$|功能点(?:数|个数|规模)|未?调整后?功能点|^规模$"),
        ("effort", rf"工作量|开发工量|^工量$|^工时数?$|^(?:预计|投入)?(?:{_EFFORT_WORD})数?$|投入时间|^投入$"),
        ("price", r"单价|^(?:产品)?价格$|^报价$"),
        ("unit", r"^(?:计量|计价)?单位$"),
        ("users", r"用户数|授权数|许可数|^授权$|license|点数$"),
        ("quantity", r"数量|工程量|套数|台数|点位数|^个数$|^数目$|条目数|^人数$"),
        ("warranty", r"质保|维保|保修|免费(?:服务|维护|运维)(?:年限|期限?)|服务年限"),
        ("response", r"响应"),
        ("brand", r"品牌|厂商|厂家"),
        ("spec", r"参数|指标|规格|配置|技术要求"),
        ("purpose", r"用途|所属系统|使用部门|用于"),
        ("year", r"^年[度份]$"),
        ("amount", r"^(?:费用|金额|投资|概算|预算|估算)?(?:小计|合计|总计|合价)$|总价|总金额|金额|^(?:预计|估算|概算|预算|投资|开发|建设|总)?"
                   r"(?:费用|成本|价款|造价|资金|投资额?|概算|预算|估算|预算价|概算价|总额|总投资)￥?$|^(?:预算|概算|估算)(?:投资|费用|资金)$|^总?投资(?:概算|估算)$"),
        ("category", r"^(?:类别|分类|类型|大类|产品大类|费用类别|费用类型|一级.*|科目类?别?|归属|所属类别|项目类别|建设类别)$"),
        ("function", r"功能(?:点)?(?:描述|说明|要求|内容|介绍)|建设内容|主要功能|^功能$|服务内容|工作内容|^内容$|^详情$|^功能点$|^(?:内容)?描述$"),
        ("name", r"名称|模块|子?系统|^(?:任务|子任务|设备|产品|项目|分项|费用项目?|明细|岗位|角色|职务|人员类型|担任职务|工作阶段|"
                 r"阶段|工作任务|费用明细|费用构成|科目|品名|物料|货物|内容名称|工作项|事项|分项工程|功能)$"),
        ("model", r"^型号$"),
    )
)  # fmt: skip
_EXTRA = (("model", re.compile(r"型号")), ("brand", re.compile(r"品牌")), ("spec", re.compile(r"参数|配置")))
_INDEX_ROW = re.compile(r"^[\d①-⑳ⅠⅡⅢⅣⅤA-Za-z(（)）]{1,4}$")
_FORMULA = re.compile(r"(?:项|列|栏)?[\d①-⑳A-Z]+\s*[=＝]\s*(?:项|列|栏)?[\d①-⑳A-Z]+\s*[×xX*+＋/÷-]")
_SHARE = re.compile(r"权重|占比|比例|%|百分比|系数|因子|分值|得分|评分")
_MONEY_UNIT = re.compile(r"(?:人民币)?(?P<money>万元|亿元|千元|百元|元|万|￥)(?:[/每](?P<per>.+))?")
SCALES = {"元": 1, "￥": 1, "百元": 100, "千元": 1000, "万": 10_000, "万元": 10_000, "亿元": 100_000_000}
MONEY_ROLES = frozenset({"price", "amount", "rate", "group_amount"})


@dataclass(frozen=True, slots=True)
class HeaderUnit:
    """A unit said in a header: a money unit (元, 万元 …) with what it is per, or an effort unit."""

    money: str | None = None
    per: str | None = None
    effort: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """Roles → columns, the header text and unit of every column, and the number of header rows.

    `extra` are the columns no role claims; `title` is a title row inside the table.
    """

    roles: Mapping[str, int]
    texts: tuple[str, ...]
    units: tuple[HeaderUnit, ...]
    rows: int
    extra: tuple[int, ...]
    title: str = ""
    amounts: tuple[int, ...] = ()


@lru_cache(maxsize=2048)
def header_unit(text: str) -> HeaderUnit:
    """Read the unit of a header cell, in brackets or glued on: 单价（元/人月）, 预算￥."""
    flat = squeeze(narrow(text))
    for part in (*_BRACKET.findall(flat), *re.findall(r"(?<=[\u4e00-\u9fff])[:/,](.+)$", flat)):
        effort = effort_unit(part)
        if effort:
            return HeaderUnit(effort=effort)
        money = _MONEY_UNIT.match(part.removeprefix("单位:"))
        if money:
            unit = {"万": "万元", "￥": "元"}.get(money["money"], money["money"])
            per = money["per"] or _effort_word(_BRACKET.sub("", flat))
            return HeaderUnit(money=unit, per=(effort_unit(per) or per) if per else None)
    if flat.endswith("￥"):
        return HeaderUnit(money="元")
    return HeaderUnit(effort=effort_unit(_effort_word(flat) or ""))


def _effort_word(text: str) -> str | None:
    word = re.search(_EFFORT_WORD, text)
    return word.group() if word else None


@lru_cache(maxsize=2048)
def role_of(text: str) -> str | None:
    """Name the role a header text gives its column; the unit in brackets may decide."""
    flat = squeeze(narrow(text))
    core = _BRACKET.sub("", flat).strip(":*.")
    unit = header_unit(text)
    if _SHARE.search(flat):
        return None
    role = next((role for role, pattern in _ROLES if pattern.search(core)), None)
    if role in {"price", "rate"} and unit.money and unit.per in {"人日", "人月", "人年", "人时"}:
        return "rate"
    if unit.effort and role in {"amount", "quantity", None} and not unit.money:
        return "effort" if role or effort_unit(core) else None
    if role == "amount" and unit.money and unit.per:
        return "price"
    return role


def read_header(sheet: Sheet) -> Header | None:
    """Find the header rows of a sheet; None when no row names at least two columns we know."""
    start = 0
    titles = []
    while start < min(4, len(sheet.lines)) and _is_title(sheet.lines[start], sheet.cols):
        titles.append(next((c.text.strip() for c in sheet.lines[start].own() if c.text.strip()), ""))
        start += 1
    if start >= len(sheet.lines):
        return None
    depth = _depth(sheet, start)
    texts = tuple(_column_text(sheet, start, depth, c) for c in range(1, sheet.cols + 1))
    roles, amounts = _assign(texts, sheet, start + depth)
    if len(roles) < 2:
        return None
    rows = start + depth
    while rows < len(sheet.lines) and _is_index_or_formula(sheet.lines[rows]):
        rows += 1
    units = tuple(_unit_of(sheet, start, depth, c) for c in range(1, sheet.cols + 1))
    extra = tuple(c for c in range(1, sheet.cols + 1) if c not in roles.values())
    return Header(roles, texts, units, rows, extra, " ".join(t for t in titles if t), amounts)


def _is_title(line: Line, cols: int) -> bool:
    """One text over the whole width, or alone in its row, is a title and no header."""
    cells = list(line.own())
    filled = [c for c in cells if c.text.strip()]
    if cols < 2 or len(filled) > 2 or not cells:
        return not filled
    wide = all(c.col_span >= cols - 1 for c in filled) or (len(filled) == 1 and cols > 2)
    money = [c for c in filled if "单位" in c.text]
    return wide or (len(filled) == 2 and bool(money) and cols > 2)


def _depth(sheet: Sheet, start: int) -> int:
    """Count header rows: a cell spanning rows, or one spanning columns over words of its own."""
    line = sheet.lines[start]
    depth = 1
    while depth < 3 and start + depth < len(sheet.lines):
        below = sheet.lines[start + depth]
        own = list(below.own())
        spans = any(c.row_span >= depth + 1 for c in line.own() if c.text.strip())
        wide = any(
            c.col_span > 1 and c.col_span < sheet.cols and role_of(c.text)
            for c in sheet.lines[start + depth - 1].own()
        )
        filled = [c for c in own if c.text.strip()]
        words = bool(filled) and not any(read_cell(c.text).state == "number" for c in filled)
        below_wide = words and any(
            c.col_span == 1 and _under_wide(sheet.lines[start + depth - 1], c.col) for c in filled
        )
        if not (words and ((spans and wide) or (wide and below_wide))):
            break
        depth += 1
    return depth


def _under_wide(line: Line, col: int) -> bool:
    cell = line.cells[col - 1]
    return cell is not None and cell.col_span > 1


def _levels(sheet: Sheet, start: int, depth: int, col: int) -> list[str]:
    texts: list[str] = []
    for line in sheet.lines[start : start + depth]:
        text = line.text(col)
        if text and (not texts or texts[-1] != text):
            texts.append(text)
    return texts


def _column_text(sheet: Sheet, start: int, depth: int, col: int) -> str:
    return "/".join(_levels(sheet, start, depth, col))


def _unit_of(sheet: Sheet, start: int, depth: int, col: int) -> HeaderUnit:
    for text in reversed(_levels(sheet, start, depth, col)):
        unit = header_unit(text)
        if unit != HeaderUnit():
            return unit
    return HeaderUnit()


def _column_role(text: str) -> str | None:
    """The lowest level that says something names the column, then the level above."""
    for level in reversed(text.split("/")):
        role = role_of(level)
        if role:
            return role
    return role_of(text)


def _assign(texts: tuple[str, ...], sheet: Sheet, first: int) -> tuple[dict[str, int], tuple[int, ...]]:
    """Give each role one column. Of several amounts a 合计 column wins; of several names the last."""
    wanted: dict[str, list[int]] = {}
    for col, text in enumerate(texts, 1):
        role = _column_role(text) if text else None
        if role == "function_points" and not _numeric(sheet, first, col):
            role = "function"
        if role:
            wanted.setdefault(role, []).append(col)
    names = wanted.get("name", [])
    roles = {role: cols[0] for role, cols in wanted.items()}
    if len(names) > 1:
        roles["name"] = names[-1]
        roles.setdefault("category", names[0])
    if "amount" not in roles and "quantity" not in roles and "effort" not in roles and "price" in roles:
        roles["amount"] = roles.pop("price")
    if "name" not in roles:
        stand_in = next((r for r in ("function", "category", "source") if r in roles), None)
        if stand_in:
            roles["name"] = roles[stand_in]
    amounts = tuple(wanted.get("amount", ()))
    if len(amounts) > 1:
        roles["amount"] = _main_amount(amounts, texts)
    for role, pattern in _EXTRA:
        hit = next((c for c, t in enumerate(texts, 1) if pattern.search(t)), None)
        if hit and role not in roles:
            roles[role] = hit
    return roles, amounts


def _main_amount(cols: tuple[int, ...], texts: tuple[str, ...]) -> int:
    total = [c for c in cols if re.search(r"(?:合计|总计|总价|总金额|总额)", texts[c - 1].rsplit("/", 1)[-1])]
    return total[-1] if total else cols[0]


def _numeric(sheet: Sheet, first: int, col: int) -> bool:
    cells = [line.text(col) for line in sheet.lines[first:] if line.text(col)]
    return bool(cells) and sum(read_cell(t).state == "number" for t in cells) * 2 > len(cells)


def _is_index_or_formula(line: Line) -> bool:
    """A row of column numbers (1 2 3, ①②③) or of formulas (项4=项3×项5) is part of the header."""
    texts = [squeeze(c.text) for c in line.own() if c.text.strip()]
    if len(texts) < 3:
        return bool(texts) and all(_FORMULA.search(t) for t in texts)
    plain = [t for t in texts if not _FORMULA.search(t)]
    if len(plain) < len(texts) and all(_INDEX_ROW.match(t) for t in plain):
        return True
    digits = [narrow(t) for t in texts]
    runs = digits == [str(n) for n in range(1, len(digits) + 1)]
    return runs or texts == [chr(0x2460 + n) for n in range(len(texts))] or _letters(texts)


def _letters(texts: list[str]) -> bool:
    return texts == [chr(ord("A") + n) for n in range(len(texts))]
