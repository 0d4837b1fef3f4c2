"""One application: its documents and the facts declared or extracted about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from proposal_check.model.document import Anchor, Document

FactValue = str | int | float | bool | tuple[str, ...]

FactType = Literal["text", "number", "flag", "date", "texts"]

DOCUMENT_KINDS = (
    "建设方案",
    "可行性研究报告",
    "初步设计",
    "项目申报书",
    "运维方案",
    "技术设计书",
    "需求建议书",
    "项目建议书",
)
NATURES = ("新建", "扩建", "改建", "升级改造", "续建", "复制推广", "运维")


class FactKind(NamedTuple):
    """What a fact is called, what it holds in words, its type, and the only values it may take, if so."""

    label: str
    holds: str
    type: FactType = "text"
    choices: tuple[str, ...] = ()


def _choice(label: str, *choices: str) -> FactKind:
    return FactKind(label, "、".join(choices), "text", choices)


def _flag(label: str) -> FactKind:
    return FactKind(label, "是或否", "flag")


def _money(label: str) -> FactKind:
    return FactKind(label, "数，单位为元", "number")


def _date(label: str) -> FactKind:
    return FactKind(label, "日期，如 2026-06-30", "date")


# Every fact there is: docs/facts.md, facts.schema.json and the checking of facts files come from here.
FACTS: Mapping[str, FactKind] = {
    "project_name": FactKind("项目名称", "文字"),
    "owner_unit": FactKind("建设单位", "文字"),
    "doc_kind": _choice("文档类型", *DOCUMENT_KINDS),
    "category": _choice("项目大类", "建设类", "运维类"),
    "nature": _choice("项目性质", *NATURES),
    "project_type": FactKind("项目类型", "文字，按当地办法的分类，如业务应用类、多跨协同类、信息系统类"),
    "build_mode": FactKind("建设方式", "文字，按当地办法的分类，如自行建设、统一建设、购买服务"),
    "level": _choice("项目层级", "大系统", "子系统", "功能模块"),
    "total_yuan": _money("总投资"),
    "provincial_yuan": _money("拟使用省级财政资金"),
    "funding_source": FactKind("资金来源", "文字"),
    "period": FactKind("建设周期", "文字"),
    "security_level": FactKind("网络安全等级保护级别", "文字"),
    "compiled": FactKind("编制时间", "文字"),
    "submit_date": _date("申报日期"),
    "plan_year": FactKind("实施年度", "数，如 2027", "number"),
    "predecessor": FactKind("原系统名称", "文字"),
    "predecessor_accepted": _flag("原项目是否已验收"),
    "warranty_end": _date("原系统免费维护期截止日期"),
    "parent_system": FactKind("所属大系统", "文字"),
    "unit_class": _choice("申报单位类别", "A类单位", "B类单位"),
    "compiler_unit": FactKind("编制单位", "文字"),
    "assessor_unit": FactKind("评审机构", "文字"),
    "lead_unit": FactKind("牵头部门", "文字"),
    "participants": FactKind("参与部门", "部门名称的列表", "texts"),
    "cross_dept": _flag("是否跨部门、跨层级"),
    "city_county": _flag("是否省与市县协同建设"),
    "phased": _flag("是否分期建设"),
    "is_secret": _flag("是否涉密项目"),
    "is_major": _flag("是否重大项目"),
    "is_platform": _flag("是否平台类项目"),
    "collects_data": _flag("是否含数据采集"),
    "on_government_network": _flag("是否部署于电子政务外网"),
    "first_operation": _flag("是否首次申报运维"),
    "in_one_ledger": _flag("是否列入“一本账”"),
    "statewide_rollout": _flag("是否经上级发文要求全域推广"),
    "new_fixed_asset": _flag("是否新增固定资产投资"),
    "has_hardware": _flag("是否采购硬件"),
    "has_infrastructure": _flag("是否有基础配套工程"),
    "has_survey": _flag("是否开展调研"),
    "attachments": FactKind("附件清单", "附件名称的列表", "texts"),
    "project_source": FactKind("项目来源", "文字，如上级批复我区实施的试点"),
    "review_channel": FactKind("评审程序", "文字，如一般程序、简易程序、备案评审、先导项目"),
    "architecture_unchanged": _flag("整体技术架构是否不变"),
    "months_to_build": FactKind("批复后建成所需月数", "数", "number"),
    "filing_share": FactKind("备案项目累计金额占上年度信息化资金的百分比", "数，如 2.5", "number"),
    "sibling_subsystems": FactKind("本年度同一大系统新增子系统级项目数", "数，含本项目", "number"),
    "sibling_submissions": FactKind("本单位本次申报的申报书份数", "数，含本件", "number"),
    "previous_result": _choice("上次评审结果", "同意", "暂缓", "否定"),
    "change_percent": FactKind("变更金额占批复金额的百分比", "数，如 12.5", "number"),
    "overrun_percent": FactKind("超投资概算的百分比", "数，如 8", "number"),
    "changed_total_yuan": _money("变更后总投资"),
    "added_yuan": _money("变更后增加的投资"),
    "cut_percent": FactKind("专家核减预算的百分比", "数，如 12.5", "number"),
    "content_reduced": _flag("评审后建设内容是否减少"),
    "new_technology": FactKind("申报表勾选的新技术", "技术名称的列表，没有勾选的写空列表", "texts"),
    "goal_affected": _flag("变更是否影响总体目标"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A project fact and where it comes from; `anchor` is set for extracted ones.

    `stated` is what the document itself says beside a declared value, None when it says nothing.
    """

    value: FactValue
    origin: Literal["declared", "extracted", "inferred"]
    anchor: Anchor | None = None
    reason: str = ""
    stated: "Fact | None" = None


@dataclass(frozen=True, slots=True)
class Submission:
    """One application: the main document first, then its attachments, then what is declared about it."""

    documents: tuple[Document, ...]
    declared: Mapping[str, FactValue] = field(default_factory=dict)

    @property
    def main(self) -> Document:
        return self.documents[0]
