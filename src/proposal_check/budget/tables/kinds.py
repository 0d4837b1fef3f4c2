"""Which tables are budgets, of what kind, and which are left alone."""

import re
from dataclasses import dataclass

from proposal_check.budget.figures.amounts import read_cell
from proposal_check.budget.tables.columns import Header
from proposal_check.budget.tables.rows import Entry, sum_word
from proposal_check.budget.tables.sheet import Sheet, squeeze
from proposal_check.model.budget import TableKind
from proposal_check.model.document import Document

_NOT_BUDGET_HEADER = re.compile(
    r"分值|得分|评分|评审(?:因素|标准)|打分|扣分|页码|是否响应|偏离|合同金额|中标|采购人|营业收入|资产总额|注册资本|节约|效益"
)
_NOT_BUDGET_TITLE = re.compile(
    r"存量|评分|声明函|承诺函|进度计划|实施计划|现有|已有|原有|既有|历年|绩效|合同业绩|类似项目"
)
# What is there already is not bought, unless the list holds new things as well.
_REUSED = re.compile(r"^(?!.*(?:新增|新购|采购|购置|[含及和与、]利旧)).*利旧")
_PRESENT = re.compile(r"现状|现有|存量|原有(?:项目|系统)")
_BENEFIT = re.compile(
    r"效益|收益|节约|节支|增收|收入(?:预测|估算|测算|情况|表)|利润|现金流|还本付息|借款|敏感性|盈亏|净现值|财务(?:评价|分析|指标)|经济评价|"
    r"支出责任|承受能力|同类|类似(?:项目|工程)|比选|方案比较"
)
# Of an enterprise, unless it lists what is bought: 云服务器 3台 500元/月.
_RUNNING = re.compile(r"[运经营]营成本")
# What an enterprise earns and spends in the years after: no cost of building.
_BUSINESS = re.compile(
    r"^[\d.一二三四五六七八九十、()（）]*(?:折旧|摊销|经营成本|(?:营业|销售)收入|税金及附加|(?:调整)?所得税|利润总额|净利润|净?现金流[量入出]|"
    r"财务净现值)"
)
_OPERATION = re.compile(r"运行维护|运维|维护费|后续资金|运营成本")
_PAYMENTS = re.compile(r"(?:支付|付款)(?:计划|进度|安排|节点)|进度款")
_FUNDING = re.compile(r"资金来源|资金筹措|筹资|资金落实")
_TASK = re.compile(r"任务|模块|功能|系统")
_STAFF = re.compile(r"岗位|角色|职务|人员类型|人员类别|职称|级别")
_HARDWARE = re.compile(
    r"(?<!云)(?:硬件|设备|服务器|交换机|路由器|防火墙|摄像|终端|存储|机柜|网关|显示|大屏|传感|电脑|打印机|主机|UPS|电源)|"
    r"配套工程|机房|综合布线"
)
_SOFTWARE = re.compile(r"软件|操作系统|数据库|中间件|许可|授权|license", re.IGNORECASE)
_DEVELOP = re.compile(r"开发|研发|工作量|测算|应用系统|应用软件|功能模块")
_GROUPS = re.compile(r"^(?:系统软件|工具软件|应用软件|硬件|其他项目)$")
_COMPARED = re.compile("比较|对比|比选")
_NUMBERS = frozenset({"number", "range", "several"})
_FP_TYPES = frozenset({"EI", "EO", "EQ", "ILF", "EIF"})
# One row in so many of the other kind makes a list mixed.
_MIXED = 3
_BUDGET_TITLE = re.compile(r"概算|预算|估算|费用|报价|资金|价格|造价|投资")
_PROJECT_TITLE = re.compile(
    r"总投资|总概算|总预算|总表|汇总|投资(?:概算|估算|预算)|(?:项目|工程)(?:概算|估算|预算|费用)|经费(?:概算|预算)"
)
_PART_TITLE = re.compile(r"硬件|软件|设备|开发|机房|配套|云资源|网络|安全|其[他它]费|二类费")
_OTHER_COSTS = re.compile(r"其[他它]费|二类费|测算|明细")
_SUMMARY_TITLE = re.compile(r"总(?:投资|概算|预算|表)|汇总|投资(?:估算|概算)")


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a table: its caption or the title row inside it, and the heading it is under."""

    caption: str
    section: str


def context(document: Document, sheet: Sheet, header: Header | None) -> Context:
    title = header.title if header else ""
    caption = sheet.caption or title
    path = document.section_path(sheet.block)
    return Context(caption, path[-1].title if path else "")


def is_about_costs(around: Context) -> bool:
    """Say whether a caption, or the section of a table without one, speaks of what the project costs."""
    words = around.caption or around.section
    return bool(_BUDGET_TITLE.search(words)) and not _COMPARED.search(words)


def left_alone(sheet: Sheet, header: Header | None, around: Context) -> bool:
    """Scoring tables, declarations, inventories and accounts of a business are no budgets of this project."""
    first = tuple(c.text for line in sheet.lines[:1] for c in line.own())
    texts, rows, roles = (header.texts, header.rows, header.roles) if header else (first, 0, {})
    if any(_NOT_BUDGET_HEADER.search(t) for t in texts):
        return True
    if any(_BUSINESS.match(squeeze(line.text(col))) for line in sheet.lines[rows:] for col in (1, 2)):
        return True
    title = around.caption or around.section
    if any(p.search(title) for p in (_PRESENT, _BENEFIT)):
        return True
    if _RUNNING.search(title) and not {"price", "quantity"} <= roles.keys():
        return True
    none = _NOT_BUDGET_TITLE.search(around.caption) or _REUSED.search(around.caption)
    return bool(none) and not _BUDGET_TITLE.search(around.caption)


def is_money_table(header: Header) -> bool:
    """A table whose header promises money, effort or function points."""
    roles = header.roles
    if {"amount", "price", "rate", "group_amount"} & roles.keys() or header.parts:
        return True
    return bool({"effort", "function_points"} & roles.keys()) and bool({"name", "category"} & roles.keys())


def has_values(entries: tuple[Entry, ...], header: Header) -> bool:
    if any(e.row.amount or e.row.price or e.row.rate or e.row.effort for e in entries):
        return True
    cols = [*header.parts, *([p] if (p := header.roles.get("function_points")) else [])]
    return any(read_cell(e.line.text(col)).state == "number" for e in entries for col in cols)


def unread_reason(entries: tuple[Entry, ...], header: Header) -> str:
    """Say why no amount could be read where the header promises money; "" where it promises none."""
    cols = [header.roles[r] for r in ("amount", "price", "rate") if r in header.roles]
    if not cols:
        return ""
    if not entries:
        return "只读到表头，没有读到各行"
    if any(_numbers(entries, col) for col in (*cols, header.roles.get("effort", cols[0]))):
        return "金额各格不是可读的数"
    if any(_numbers(entries, col) * 2 > len(entries) for col in header.extra):
        return "金额各格没有读到数，表格的列可能没有对上"
    return "金额各格均为空白，未填写"


def _numbers(entries: tuple[Entry, ...], col: int) -> int:
    own = (e.line.text(col) for e in entries if e.line.starts(col))
    return sum(read_cell(text).state in _NUMBERS for text in own)


def kind_of(header: Header, entries: tuple[Entry, ...], around: Context) -> TableKind:
    """Tell the kind from the caption and section first, then the columns, then the rows' own words."""
    return (
        _by_purpose(header, entries, around.caption, around.section)
        or _by_columns(header, entries, around.caption)
        or _purchase(header, entries, around.caption, around.section)
    )


def _by_purpose(header: Header, entries: tuple[Entry, ...], caption: str, section: str) -> TableKind | None:
    groups = {e.row.category for e in entries}
    groups |= {squeeze(e.row.name) for e in entries if e.row.kind == "group"}
    if sum(bool(_GROUPS.match(g)) for g in groups) >= 2 or "明细汇总" in caption:
        return "detail"
    if _PAYMENTS.search(caption):
        return "other"
    if _FUNDING.search(caption) or "source" in header.roles or (not caption and _FUNDING.search(section)):
        return "funding"
    if _OPERATION.search(caption) or (not _BUDGET_TITLE.search(caption) and _OPERATION.search(section)):
        return "operation"
    return None


def _by_columns(header: Header, entries: tuple[Entry, ...], caption: str) -> TableKind | None:
    roles = header.roles
    typed = sum(squeeze(e.line.text(roles.get("category", 1))) in _FP_TYPES for e in entries)
    if "function_points" in roles or typed > 2:
        return "function_points"
    if _by_staff(header):
        return "staffing"
    items = [e.row for e in entries if e.row.kind == "item"]
    if {"effort", "group_effort"} & roles.keys() or sum(bool(r.effort) for r in items) * 2 > len(items):
        return "effort"
    if _PROJECT_TITLE.search(caption) and not _PART_TITLE.search(caption):
        return "summary"
    if "price" not in roles and "quantity" not in roles and not _of_functions(header, caption):
        return "summary" if _is_summary(entries, caption) else "other"
    return None


def _of_functions(header: Header, caption: str) -> bool:
    """Functions to be developed, each with what it does."""
    told = any("功能" in text for text in header.texts)
    return told and bool(_DEVELOP.search(caption)) and not _SUMMARY_TITLE.search(caption)


def _by_staff(header: Header) -> bool:
    """Rows or columns of people."""
    tasks = any(_TASK.search(t) for t in header.texts)
    named = "name" in header.roles and _STAFF.search(header.texts[header.roles["name"] - 1])
    return bool(named and not tasks) or (bool(header.parts) and "effort" not in header.roles)


def _is_summary(entries: tuple[Entry, ...], caption: str) -> bool:
    if _OTHER_COSTS.search(caption):
        return False
    return bool(_SUMMARY_TITLE.search(caption)) or any(
        e.row.kind == "total" or sum_word(e.row.name) for e in entries
    )


def _purchase(header: Header, entries: tuple[Entry, ...], caption: str, section: str) -> TableKind:
    """Hardware, software or both, by caption, by header, by section, then by what most rows are called."""
    for text in (caption, *header.texts, section):
        if _DEVELOP.search(text) and "功能" in "".join(header.texts):
            return "software"
        hard, soft = bool(_HARDWARE.search(text)), bool(_SOFTWARE.search(text))
        if hard or soft:
            return "product" if hard and soft else ("hardware" if hard else "software")
    names = [squeeze(e.row.name) for e in entries if e.row.kind == "item"]
    devices, programs = (sum(bool(p.search(n)) for n in names) for p in (_HARDWARE, _SOFTWARE))
    if min(devices, programs) * _MIXED >= len(names):
        return "product"
    return "hardware" if devices * 2 > len(names) else "software" if programs * 2 > len(names) else "product"
