"""Right budgets of two and three levels as whole documents, laid out in every way people lay them out."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from hypothesis import strategies as st

from budget.plans import Item, Plan, money

Tree = tuple[Plan, ...]
Layout = Callable[[Tree, str], str]
PARTS = ("建设费", "服务费", "其他费用")
GROUPS = ("感知设备", "网络设备", "平台软件", "数据治理", "安全防护", "运行保障")
SOURCES = ("上级补助资金", "区级财政资金", "自筹资金")


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Draw two or three parts of one to two groups of two or three items each, no two amounts alike."""
    names = iter(
        f"{a}{b}" for a in ("甲", "乙", "丙", "丁", "戊", "己") for b in ("组件", "终端", "机柜", "平台")
    )
    item = st.tuples(st.integers(2, 20), st.integers(1_001, 9_999))
    group = st.lists(item, min_size=2, max_size=3)
    parts = draw(st.lists(st.lists(group, min_size=1, max_size=2), min_size=2, max_size=3))
    return tuple(tuple(tuple(Item(next(names), q, c) for q, c in g) for g in part) for part in parts)


def items(tree: Tree) -> list[Item]:
    return [item for part in tree for group in part for item in group]


def total(found: Sequence[Item]) -> int:
    return sum(item.amount for item in found)


def _table(caption: str, head: str, rows: Sequence[Sequence[str]]) -> str:
    return "\n".join([caption, head, *(f"| {' | '.join(row)} |" for row in rows)])


def numbered(tree: Tree, unit: str) -> str:
    """一 over （一） over 1, every third item with a 其中 line."""
    rows = []
    for mark, part, groups in zip("一二三", PARTS, tree, strict=False):
        rows.append([mark, part, money(total([i for g in groups for i in g]), unit)])
        for order, group in zip("一二", groups, strict=False):
            rows.append([f"（{order}）", _group(tree, group), money(total(group), unit)])
            for n, item in enumerate(group, 1):
                rows.append([str(n), item.name, money(item.amount, unit)])
                if item.cents % 3 == 0:
                    rows.append(["", "其中：进口", money(item.amount // 2, unit)])
    rows.append(["", "总计", money(total(items(tree)), unit)])
    return _table(f"表1 投资估算总表（单位：{unit}）", "| 序号 | 费用名称 | 金额 |", rows)


def _group(tree: Tree, group: Sequence[Item]) -> str:
    return GROUPS[[g for part in tree for g in part].index(tuple(group))]


def indented(tree: Tree, unit: str) -> str:
    """Three levels told by nothing but how far a name stands in."""
    rows = []
    for part, groups in zip(PARTS, tree, strict=False):
        rows.append([part, money(total([i for g in groups for i in g]), unit)])
        for group in groups:
            rows.append([f"　{_group(tree, group)}", money(total(group), unit)])
            rows += [[f"　　{i.name}", money(i.amount, unit)] for i in group]
    rows.append(["总计", money(total(items(tree)), unit)])
    return _table(f"表1 投资估算总表（单位：{unit}）", "| 费用名称 | 金额 |", rows)


def subtotalled(tree: Tree, unit: str) -> str:
    """小计 under every group, 合计 under every part, 总计 at the end."""
    rows = []
    for groups in tree:
        for group in groups:
            rows += [[i.name, str(i.quantity), money(i.cents, unit), money(i.amount, unit)] for i in group]
            rows.append(["小计", "", "", money(total(group), unit)])
    rows.append(["总计", "", "", money(total(items(tree)), unit)])
    return _table(f"表1 设备清单（单位：{unit}）", "| 设备名称 | 数量 | 单价 | 金额 |", rows)


def transposed(tree: Tree, unit: str) -> str:
    """The items side by side, what is told of them one below the other."""
    found = items(tree)
    rows = [
        ["设备名称", *(i.name for i in found), "合计"],
        ["数量", *(str(i.quantity) for i in found), ""],
        ["单价", *(money(i.cents, unit) for i in found), ""],
        ["金额", *(money(i.amount, unit) for i in found), money(total(found), unit)],
    ]
    return _table(f"表1 设备清单（单位：{unit}）", f"| {' | '.join(rows[0])} |", rows[1:])


def halves(tree: Tree, unit: str) -> str:
    """Two half-tables under one header that stands there twice."""
    cells = [[i.name, str(i.quantity), money(i.cents, unit), money(i.amount, unit)] for i in items(tree)]
    middle = (len(cells) + 1) // 2
    right = [*cells[middle:], *([["", "", "", ""]] * (2 * middle - len(cells)))]
    rows = [left + other for left, other in zip(cells[:middle], right, strict=True)]
    rows.append(["合计", *["<"] * 6, money(total(items(tree)), unit)])
    head = "| 设备名称 | 数量 | 单价 | 金额 | 设备名称 | 数量 | 单价 | 金额 |"
    return _table(f"表1 设备清单（单位：{unit}）", head, rows)


def in_two_units(tree: Tree, _: str) -> str:
    """Every amount in 元 and, beside it, in 万元."""
    rows = [
        [i.name, str(i.quantity), money(i.cents, "元"), money(i.amount, "元"), money(i.amount, "万元")]
        for i in items(tree)
    ]
    whole = total(items(tree))
    rows.append(["合计", "", "", money(whole, "元"), money(whole, "万元")])
    return _table("表1 设备清单", "| 设备名称 | 数量 | 单价（元） | 金额（元） | 金额（万元） |", rows)


def funding(tree: Tree, unit: str) -> str:
    """Parts by year and source under a header of two levels, with a 小计 for every year."""
    shares = [[_shares(total([i for g in groups for i in g])) for groups in tree]]
    rows = []
    for part, years in zip(PARTS, shares[0], strict=False):
        rows.append([part, *_years(years, unit)])
    columns = [[sum(s[y][n] for s in shares[0]) for n in range(3)] for y in range(2)]
    rows.append(["合计", *_years(columns, unit)])
    first = "| 费用名称 | 总投资 | 2026年 | < | < | < | 2027年 | < | < | < |"
    second = f"| ^ | ^ | 小计 | {' | '.join(SOURCES)} | 小计 | {' | '.join(SOURCES)} |"
    return _table(f"表1 资金来源与使用计划表（单位：{unit}）", f"{first}\n{second}", rows)


def _shares(cents: int) -> list[list[int]]:
    """Cut an amount into two years of three sources each."""
    year = cents * 3 // 5
    return [[part // 2, part // 3, part - part // 2 - part // 3] for part in (year, cents - year)]


def _years(years: Sequence[Sequence[int]], unit: str) -> list[str]:
    cells = [money(sum(map(sum, years)), unit)]
    for year in years:
        cells += [money(sum(year), unit), *(money(c, unit) for c in year)]
    return cells


def whole(tree: Tree, unit: str) -> str:
    """A sentence, a summary that refers to its lists, the lists in 元, and where the money comes from."""
    sums = [total([i for g in groups for i in g]) for groups in tree]
    names = list(zip(PARTS, sums, tree, strict=False))
    lines = [[str(n), part, money(s, unit), f"详见表{n + 1}"] for n, (part, s, _) in enumerate(names, 1)]
    lines.append(["", "总计", money(sum(sums), unit), ""])
    text = [f"本项目总投资为{Decimal(sum(sums)).scaleb(-2):.2f}万元。"]
    text.append(_table(f"表1 投资估算总表（单位：{unit}）", "| 序号 | 费用名称 | 金额 | 备注 |", lines))
    for n, (part, s, groups) in enumerate(names, 2):
        cells = [
            [i.name, str(i.quantity), money(i.cents, "元"), money(i.amount, "元")] for g in groups for i in g
        ]
        head = "| 设备名称 | 数量 | 单价 | 金额 |"
        text.append(_table(f"表{n} {part}明细（单位：元）", head, [*cells, ["合计", "", "", money(s, "元")]]))
        text.append("以上为询价结果。")
    shares = _shares(sum(sums))
    rows = [[s, money(shares[0][n] + shares[1][n], unit)] for n, s in enumerate(SOURCES)]
    rows.append(["合计", money(sum(sums), unit)])
    text.append(_table(f"表9 资金来源表（单位：{unit}）", "| 资金来源 | 金额 |", rows))
    return "\n".join(text)


LAYOUTS: tuple[Layout, ...] = (
    numbered,
    indented,
    subtotalled,
    transposed,
    halves,
    in_two_units,
    funding,
    whole,
)
