"""Facts: what a document states plainly is a fact, what it does not is absent."""

import pytest
from markup import parse

from outline.proposals import outline
from proposal_check.model.budget import BudgetReading
from proposal_check.model.submission import Fact, FactValue
from proposal_check.outline.align import align
from proposal_check.outline.facts import extract

S12 = "# 一、项目的基本概述\n## （二）项目性质\n"


def facts(text: str) -> dict[str, Fact]:
    submission = parse(text)[0]
    main = submission.main
    return dict(extract(main, align(main, outline()), BudgetReading(), submission.declared))


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("杭州市临安区智慧停车建设方案\n# 一、概述\n正文", "project_name", "杭州市临安区智慧停车"),
        ("# 一、项目的基本概述\n## （一）项目名称\n智慧停车平台", "project_name", "智慧停车平台"),
        ("| 项目名称 | 智慧停车平台 |", "project_name", "智慧停车平台"),
        ("泊位管理平台 · 技术方案\n# 一、概述", "project_name", "泊位管理平台"),
        ("泊位管理平台——可行性研究报告\n# 一、概述", "project_name", "泊位管理平台"),
        ("泊位管理平台升级总体设计方案\n# 一、概述", "project_name", "泊位管理平台升级"),
        ("GB/T 8567—2006\n可行性研究报告\n# 一、概述", "project_name", None),
        ("智慧停车平台\n建 设 方 案\n# 一、概述", "project_name", "智慧停车平台"),
        ("智慧停车平台项目\n可行性研究报告\n# 一、概述", "project_name", "智慧停车平台项目"),
        ("智慧停车平台项目\n初步设计方案和投资概算\n# 一、概述", "project_name", "智慧停车平台项目"),
        (
            "# 一、概述\n## （一）项目名称\n本项目名称为：智慧停车平台（二期）（以下简称“本项目”）。",
            "project_name",
            "智慧停车平台（二期）",
        ),
        ("# 一、概述\n## （一）项目名称\n项目按两期建设，名称见下表。", "project_name", None),
        ("××省省级政务信息系统项目申报书\n# 一、概述", "project_name", None),
        ("项目名称：\n# 一、概述", "project_name", None),
        ("建 设 单 位：××区城市管理局\n# 一、概述", "owner_unit", "××区城市管理局"),
        ("××区停车平台建设方案\n××区城市管理局\n2026年5月\n# 一、概述", "owner_unit", "××区城市管理局"),
        ("停车平台建设方案\n甲市财政局\n甲市交通局\n# 一、概述", "owner_unit", None),
        ("停车平台建设方案\n编制单位：甲市信息中心\n# 一、概述", "owner_unit", None),
        ("| 建设单位 | ××区城市管理局 |", "owner_unit", "××区城市管理局"),
        ("建设单位：负责项目的全过程管理\n# 一、概述", "owner_unit", None),
        (f"{S12}本项目性质为新建。", "nature", "新建"),
        (f"{S12}扩建", "nature", "扩建"),
        ("# 1 概况\n## 1.4 建设性质\n升级改造", "nature", "升级改造"),
        ("# 1 概况\n## 1.3 建设单位\n××市水利局，负责人××。", "owner_unit", "××市水利局"),
        ("# 1 概况\n## 1.3 建设单位\n建设单位负责全过程管理。", "owner_unit", None),
        ("# 1 概况\n## 1.5 建设周期\n8个月（2026年6月～2027年1月）。", "period", "8个月"),
        ("# 1 概况\n建设周期：2026年7月—2026年12月，共6个月。", "period", "6个月"),
        (f"{S12}□新建 □扩建 ☑改建", "nature", "改建"),
        ("| 项目类型 | □新建 ☑升级改造 □运维 |", "nature", "升级改造"),
        ("| 项目类型 | □新建 ☑升级改造 □运维 |", "project_type", None),
        ("| 项目类型 | 硬件类□ 软件类☑ |", "project_type", "软件类"),
        ("| 项目类型 | □硬件类 □软件类 |", "project_type", None),
        (f"{S12}项目性质包括新建、扩建、改建。", "nature", None),
        ("# 一、概述\n本项目为升级改造项目。", "nature", "升级改造"),
        ("# 一、概述\n各地新建了一批系统，我区扩建了机房。", "nature", None),
        (f"{S12}本项目属于扩建。原系统“停车管理系统（一期）”于2019年投入使用。", "predecessor",
         "停车管理系统（一期）"),
        ("# 十一、项目的投资概算\n## （五）资金来源与落实\n资金来源：区财政预算资金。", "funding_source",
         "区财政预算资金"),
        ("| 资金来源 | 金额（万元） |\n| 区财政 | 80 |", "funding_source", None),
        ("# 十三、项目的建设进度\n## （一）项目建设工期\n建设工期为6个月。", "period", "6个月"),
        ("# 一、概述\n建设周期为6个月。\n# 十三、项目的建设进度\n建设周期为8个月。", "period", "8个月"),
        ("# 一、概述\n建设周期为6个月。\n建设周期为8个月。", "period", None),
        ("# 八、项目的安全保密设计\n按照网络安全等级保护第三级的要求设计。", "security_level", "第三级"),
        ("# 八、项目的安全保密设计\n按等保二级设计。其中一套按等保三级设计。", "security_level", None),
        ("编制时间：2026年3月\n# 一、概述", "compiled", "2026年3月"),
        ("二〇二六年三月\n# 一、概述", "compiled", "二〇二六年三月"),
        ("填报日期：2026年5月12日\n| 原系统建成时间 | 2019年11月 |", "compiled", "2026年5月12日"),
        ("| 原系统建成时间 | 2019年11月 |", "compiled", None),
        ("| 立项单位 | ××厅 |\n| 单位性质 | 机关 |", "owner_unit", None),
        ("| 立项单位 | 省××厅 |\n| 单位性质 | 机关 |", "owner_unit", "省××厅"),
        ("# 一、概述\n2026年3月", "compiled", None),
        ("# 一、概述\n本项目不采购硬件设备，使用政务云资源。", "has_hardware", False),
        ("# 一、概述\n服务器两台。", "has_hardware", None),
        ("# 九、项目的基础配套工程设计\n本项目不涉及。", "has_infrastructure", False),
        ("# 一、概述\n| 已建系统 | 建设单位 | 相关功能 |\n| 台账 | ××局 | 登记 |", "owner_unit", None),
        ("# 一、概述\n| 名称 | 甲 | 建设单位 | 市水利局 |\n| 周期 | 6月 | | |", "owner_unit", "市水利局"),
        ("# 十七、附件\n附件1：立项批复\n附件2：会议纪要", "attachments", ("立项批复", "会议纪要")),
    ],
)  # fmt: skip
def test_facts(text: str, name: str, value: FactValue | None) -> None:
    found = facts(text).get(name)
    assert (found.value if found else None) == value


def test_declared_facts_win() -> None:
    found = facts(f"@fact nature=改建\n{S12}本项目性质为新建。")["nature"]
    assert (found.value, found.origin) == ("改建", "declared")


def test_extracted_facts_quote_their_place() -> None:
    found = facts("建设单位：××区城市管理局\n# 一、概述")["owner_unit"]
    assert found.anchor is not None
    assert (found.anchor.block, found.anchor.start, found.anchor.quote) == (0, 5, "××区城市管理局")


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("本项目分两期建设，一期先行。", "phased", True),
        ("项目不分期，一次建成。", "phased", False),
        ("分期建设的项目应当提供整体规划方案。", "phased", None),
        ("项目已列入省重大应用“一本账”。", "in_one_ledger", True),
        ("本项目未列入一本账。", "in_one_ledger", False),
        ("请写明是否列入一本账。", "in_one_ledger", None),
        ("本项目属于跨部门协同项目。", "cross_dept", True),
        ("本项目无新增固定资产投资。", "new_fixed_asset", False),
        ("系统部署于电子政务外网。", "on_government_network", True),
        ("原系统已于2024年通过验收。", "predecessor_accepted", True),
        ("原项目尚未完成终验。", "predecessor_accepted", False),
        ("原系统已通过验收。原系统二期尚未验收。", "predecessor_accepted", None),
        ("省级财政资金：200万元", "provincial_yuan", 2_000_000),
        ("省级财政资金：200", "provincial_yuan", None),
        ("实施年度：2027年", "plan_year", 2027),
        ("申报日期：2026年6月30日", "submit_date", "2026-06-30"),
        ("申报日期：2026年6月", "submit_date", None),
        ("项目来源：上级批复我区实施的试点", "project_source", "上级批复我区实施的试点"),
    ],
)
def test_statements_and_labels(text: str, name: str, value: FactValue | None) -> None:
    found = facts(f"# 一、项目概述\n{text}").get(name)
    assert (found.value if found else None) == value
    assert found is None or found.anchor is not None
