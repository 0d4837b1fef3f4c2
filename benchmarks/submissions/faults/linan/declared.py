"""Faults between what is declared and what is submitted: only facts.yaml changes, the document stays."""

from benchmarks.submissions.expected import Expected, Proof
from benchmarks.submissions.proposal import Proposal


def _without_attachment(proposal: Proposal, word: str) -> None:
    listed = proposal.facts["attachments"]
    assert isinstance(listed, list)
    proposal.facts["attachments"] = [name for name in listed if word not in name]


def approval_not_attached(proposal: Proposal) -> Expected:
    """Declare a pilot that a higher authority approved, without its approval."""
    proposal.facts["project_source"] = "上级批复我区实施的试点"
    _without_attachment(proposal, "批复")
    proof = Proof(contains=("上级批复我区实施的试点",), lacks=("批复文件",), scope="facts")
    return Expected("LA-P06", "缺少上级批复文件", "附件清单", proof)


def survey_not_attached(proposal: Proposal) -> Expected:
    """Declare a survey and attach no result of it."""
    proposal.facts["has_survey"] = True
    _without_attachment(proposal, "调研")
    return Expected("LA-P07", "缺少调研成果", "附件清单", Proof(lacks=("调研",), scope="facts"))


def data_catalogue_not_attached(proposal: Proposal) -> Expected:
    """Attach no catalogue of data resources."""
    _without_attachment(proposal, "目录")
    return Expected("LA-P08", "缺少数据资源目录", "附件清单", Proof(lacks=("数据资源目录",), scope="facts"))


def declared_total_differs(proposal: Proposal) -> Expected:
    """Declare 15 万元 more on the platform than the document asks for."""
    stated = proposal.budget.total
    proposal.facts["total_yuan"] = int(stated) + 150000
    return Expected(
        "LA-P10",
        "平台填报预算与方案总投资不一致",
        "申报信息",
        Proof(contains=(f"total_yuan: {int(stated) + 150000}",), scope="facts"),
        figures={"申报信息": str(int(stated) + 150000), "方案": str(stated)},
    )


def infrastructure_without_list(proposal: Proposal) -> Expected:
    """Declare infrastructure works of which neither design nor budget knows."""
    proposal.facts["has_infrastructure"] = True
    return Expected(
        "LA-T09",
        "项目涉及基础配套工程，未列费用清单",
        "第十一章（二）1",
        Proof(contains=("has_infrastructure: true",), scope="facts"),
        item="11.2.1",
        may=("LA-F07", "LA-O03", "LA-O04", "LA-O07"),
    )


FAULTS = (
    approval_not_attached,
    survey_not_attached,
    data_catalogue_not_attached,
    declared_total_differs,
    infrastructure_without_list,
)
