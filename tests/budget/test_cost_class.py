"""Which class of cost a line's name says."""

import pytest

from proposal_check.budget.fees.costs import cost_class
from proposal_check.model.budget import CostClass


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("可行性研究报告编制费", "consulting"),
        ("项目建议书编制费", "consulting"),
        ("前期咨询费", "consulting"),
        ("可行性研究报告评估费", "consulting"),
        ("设备接口开发", "development"),
        ("初步设计和概算编制费", "design"),
        ("软件测评费", "testing"),
        ("等级保护测评及密码评估费", "testing"),
        # studies, design and more in one
        ("前期工作费", None),
        ("可研及初步设计费", None),
        ("招标代理、监理费", None),
        # what is built keeps its name
        ("系统集成与测试", "integration"),
        ("系统软件和工具软件购置费", "software"),
    ],
)
def test_a_name_says_one_class_or_none(name: str, kind: CostClass | None) -> None:
    assert cost_class(name) == kind
