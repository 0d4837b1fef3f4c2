"""Tables of plain drafts: headings for captions, heads of groups, prices by the month, rough figures."""

import pytest

from budget.plans import broken, read

GROUPS = """| 阶段 | 角色 | 人数 | 人月 | 单价(万/月) | 小计(万) |
| 前期：设计 | | | | | |
| | 总设计 | 1 | 2 | 4.0 | 8.0 |
| | 开发员 | 3 | 2 | 2.0 | 12.0 |
| 前期小计 | | 4 | | | 20.0 |
| 后期：开发 | | | | | |
| | 开发员 | 4 | 3 | 2.0 | 24.0 |
| | 测试员 | 1 | 2 | 1.5 | {a} |
| 后期小计 | | 5 | | | 27.0 |
| 总计 | | | | | 47.0 |"""


@pytest.mark.parametrize(("a", "wrong"), [("3.0", []), ("3.5", ["测试员", "后期：开发合计"])])
def test_rows_under_the_head_of_a_group_are_named_beside_it(a: str, wrong: list[str]) -> None:
    found = read(GROUPS.format(a=a))
    assert [i.subject for i in found.identities if i.state == "broken"] == wrong
    names = [row.name for row in found.tables[0].rows if row.kind == "item"]
    assert names == ["总设计", "开发员", "开发员", "测试员"]


def test_models_name_the_rows_of_a_list_without_names() -> None:
    found = read(
        "| 产品型号 | 用于 | 数量 | 单价（万元） | 小计（万元） |\n"
        "| 甲-8 | 识别 | 3台 | 3.8 | 11.4 |\n| 乙-2 | 管理 | 1台 | 2.5 | 2.6 |\n| 合计 | | | | 14.0万元 |"
    )
    assert [row.name for row in found.tables[0].rows] == ["甲-8", "乙-2", "合计"]
    assert [i.subject for i in found.identities if i.state == "broken"] == ["乙-2"]


@pytest.mark.parametrize("label", ["报价总额", "投标总价", "首年总计", "年度总费用"])
def test_a_total_by_what_it_is_for(label: str) -> None:
    text = f"| 项目 | 金额（万元） |\n| 硬件 | 30 |\n| 开发 | 20 |\n| {label} | 45 |"
    assert broken(read(text)) == {("I3", label)}


SUMMARY = """# 六、报价
## 6.1 设备
| 项目 | 金额（万元） |
| 服务器 | 20 |
| 存储 | 10 |
| 设备合计 | 30 |
## 6.2 {heading}
| 项目 | 金额（万元） |
| 培训 | 3 |
| 差旅 | 2 |
| 合计 | 5 |
"""


@pytest.mark.parametrize(
    ("heading", "below", "total"),
    [
        ("其他费用", "", None),
        ("杂项", "", None),
        ("其他费用", "## 6.3 总预算\n总计：35 万元", 350_000),
        ("其他费用", "## 6.3 项目总费用\n约35万元人民币（含税）。", 350_000),
        ("其他费用", "## 6.3 总预算\n首批拨付 35 万元，其余另议。", None),
        ("其他费用", "## 6.3 付款\n总计：35 万元", None),
        (
            "其他费用",
            "## 6.3 总预算\n| 项目 | 金额（万元） |\n| 设备 | 30 |\n| 其他 | 5 |\n| 总价 | 35 |",
            350_000,
        ),
    ],
)
def test_the_total_is_no_part(heading: str, below: str, total: int | None) -> None:
    found = read(SUMMARY.format(heading=heading) + below).total
    assert (found and found.value) == total


RENT = """| 资源 | 数量 | 单价（元） | 小计（万元） | 备注 |
| 主机 | {count} | {price} | {amount} | {note} |
| 证书 | 1个 | 300 | 0.03 | |"""


@pytest.mark.parametrize(
    ("count", "price", "amount", "note", "state", "reason"),
    [
        ("2台", "1000/月", "0.6", "租3个月", "holds", ""),
        ("2台", "1000元/月", "2.4", "租一年", "unchecked", "单价按月计，不能确定计了几个月"),
        ("2台", "2000/年", "0.8", "服务期2年", "holds", ""),
        ("2台", "约1000", "0.25", "", "unchecked", "“约1000”是约数"),
        ("1主1备", "1000", "0.2", "", "unchecked", "“1主1备”不是单一的数"),
        ("2台", "1000", "0.6", "租3个月", "broken", ""),
        ("12个月", "1000/月", "1.5", "", "broken", ""),
    ],
)
def test_prices_by_time_and_rough_ones(
    count: str, price: str, amount: str, note: str, state: str, reason: str
) -> None:
    text = RENT.format(count=count, price=price, amount=amount, note=note)
    found = next(i for i in read(text).identities if i.subject == "主机")
    assert (found.state, found.reason) == (state, reason)


@pytest.mark.parametrize(("fee", "wrong"), [("0.72", []), ("0.76", ["数据库"])])
def test_a_price_by_the_month_and_an_amount_by_the_year(fee: str, wrong: list[str]) -> None:
    text = (
        "| 项目 | 数量 | 单价(月) | 年费用 |\n| 应用机 | 3 | 500元 | 1.8万 |\n| 缓存 | 1 | 300元 | 0.36万 |\n"
        f"| 数据库 | 2 | 300元 | {fee}万 |"
    )
    assert [i.subject for i in read(text).identities if i.state == "broken"] == wrong


def test_a_rough_total_is_asked_about() -> None:
    text = "| 项目 | 月费（元） |\n| 云主机 | 6,100 |\n| 接口 | 207 |\n| 合计 | ≈ 6,300 |"
    assert [(i.state, i.reason) for i in read(text).identities] == [("unchecked", "“≈ 6,300”是约数")]


@pytest.mark.parametrize(
    ("table", "unit", "rates"),
    [
        # effort × a bare price gives the amounts in 万元
        (
            "| 模块 | 人天 | 单价 | 小计(万) |\n| 甲 | 15 | 2,000 | 3.00 |\n| 乙 | 8 | 2,000 | 1.60 |",
            "万元",
            2000,
        ),
        (
            "| 模块 | 人天 | 单价（元/人天） | 小计 |\n| 甲 | 15 | 2000 | 30000 |\n| 乙 | 8 | 2000 | 16000 |",
            "元",
            2000,
        ),
        # people beside their effort in all
        ("| 角色 | 人数 | 人月 | 单价 | 小计 |\n| 甲 | 2 | 6 | ￥30,000 | ￥180,000 |", "元", 30_000),
        ("| 角色 | 人数 | 人月 | 单价 | 小计 |\n| 甲 | 2 | 6 | ￥3.5 | ￥21.0 |", None, None),
    ],
)
def test_units_and_rates_that_the_rows_tell(table: str, unit: str | None, rates: int | None) -> None:
    found = read(table)
    assert found.tables[0].unit == unit
    assert {r.value for r in found.rates if r.sure} == ({rates} if rates else set())
    assert {i.state for i in found.identities} == {"holds"}


RUNNING = """## 4.2 运营成本（年）
| 项目 | 规格 | 单价 | 数量 | 小计（万/年） |
| 云主机 | 8核 | 500/月 | 3 | {fee} |
| 数据库 | 双机 | 800/月 | 1 | 0.96 |
| 短信 | - | 200/月 | 1 | 0.24 |
| 合计 | - | - | - | 3.0 |"""


@pytest.mark.parametrize(("fee", "wrong"), [("1.8", set()), ("1.5", {("I1", "云主机"), ("I3", "合计")})])
def test_what_running_it_costs_in_a_year(fee: str, wrong: set[tuple[str, str]]) -> None:
    found = read(RUNNING.format(fee=fee))
    assert [t.kind for t in found.tables] == ["operation"]
    assert broken(found) == wrong


def test_running_costs_of_an_enterprise_are_left_alone() -> None:
    assert not read("## 5.1 运营成本\n| 年份 | 金额（万元） |\n| 第1年 | 30 |\n| 第2年 | 40 |").tables


def test_person_days_come_before_how_long_it_takes() -> None:
    found = read("| 任务 | 工时 | 人天 | 单价 | 小计 |\n| 测试编写 | 20天 | 40 | ￥1500/天 | ￥60,000 |")
    assert {(r.value, r.per) for r in found.rates} == {(1500, "人日")}


def test_money_put_in_is_no_effort() -> None:
    found = read("## 6.4 总成本\n| 阶段 | 投入（万元） |\n| 首期 | 30 |\n| 二期 | 12 |\n| 合计 | 45 |")
    assert broken(found) == {("I3", "合计")}


def test_an_amount_over_two_columns_is_added_up_once() -> None:
    found = read(
        "| 项目 | < | 金额（万元） | < |\n| 设备 | < | 30 | < |\n| 开发 | < | 12 | < |\n| 合计 | < | 45 | < |"
    )
    assert broken(found) == {("I3", "合计")}


def test_heads_of_efforts_beside_a_mark() -> None:
    found = read(
        "| 优先级 | 任务 | 工作量（人天） |\n| P0 | 基础部分 | |\n| | 查询 | 10 |\n| | 预览 | 2 |\n"
        "| P1 | 增强部分 | |\n| | 变量 | 6 |\n| P2 | 后续 | |\n"
    )
    assert [(r.name, r.kind) for r in found.tables[0].rows] == [
        ("基础部分", "group"),
        ("查询", "item"),
        ("预览", "item"),
        ("增强部分", "group"),
        ("变量", "item"),
        ("后续", "item"),
    ]


@pytest.mark.parametrize(
    ("title", "unread"),
    [("年度成本预估", True), ("收入与成本预测", False), ("效益分析", False), ("建设进度", False)],
)
def test_costs_by_year_without_their_sum_are_said_to_be_unread(title: str, unread: bool) -> None:
    found = read(
        f"## 5.3 {title}\n| 项 | 第一年 | 第二年 |\n| 云 | 12 | 15 |\n| 人员 | 30 | 20 |\n| 合计 | 42 | 35 |"
    )
    assert not found.tables
    assert bool(found.unread) == unread
