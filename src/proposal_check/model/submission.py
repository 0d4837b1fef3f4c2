"""One application: its documents and the facts declared or extracted about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from proposal_check.model.document import Anchor, Document

FactValue = str | int | float | bool | tuple[str, ...]

# name → (label, what it holds)
FACTS: Mapping[str, tuple[str, str]] = {
    "project_name": ("项目名称", "文字"),
    "owner_unit": ("建设单位", "文字"),
    "doc_kind": ("文档类型", "建设方案、可行性研究报告、初步设计、项目申报书、运维方案、技术设计书"),
    "nature": ("项目性质", "新建、扩建、改建、升级改造、续建、运维"),
    "level": ("项目层级", "大系统、子系统、功能模块"),
    "total_yuan": ("总投资", "数，单位为元"),
    "funding_source": ("资金来源", "文字"),
    "period": ("建设周期", "文字"),
    "security_level": ("网络安全等级保护级别", "文字"),
    "compiled": ("编制时间", "文字"),
    "predecessor": ("原系统名称", "文字"),
    "has_hardware": ("是否采购硬件", "是或否"),
    "has_infrastructure": ("是否有基础配套工程", "是或否"),
    "attachments": ("附件清单", "附件名称的列表"),
    "project_source": ("项目来源", "文字，如上级批复我区实施的试点"),
    "has_survey": ("是否开展调研", "是或否"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A project fact and where it comes from; `anchor` is set for extracted ones."""

    value: FactValue
    origin: Literal["declared", "extracted", "inferred"]
    anchor: Anchor | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """One application: the main document first, then its attachments, then what is declared about it."""

    documents: tuple[Document, ...]
    declared: Mapping[str, FactValue] = field(default_factory=dict)

    @property
    def main(self) -> Document:
        return self.documents[0]
