import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposal_check.overlap.functions import CLOSE, FLOOR
from proposal_check.overlap.likeness import FEATURES, features, likeness, phrase

names = st.text("停车收费诱导案件登记管理系统平台巡查用户监测", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("mine", "theirs", "least", "most"),
    [
        ("停车收费管理", "停车收费系统", 1.0, 1.0),
        ("停车收费", "智慧停车收费平台", CLOSE, 0.999),
        ("接警调度", "应急接警调度管理", CLOSE, 0.95),
        ("执法文书制作", "文书制作子系统", CLOSE, 0.95),
        ("河道巡查", "河道巡检管理", CLOSE, 0.999),
        ("事件上报", "事件处置", 0.0, FLOOR),
        ("视频监控", "视频会商", 0.0, FLOOR),
        ("案件登记", "案件审批", 0.0, FLOOR),
        ("预约登记", "不动产登记受理", 0.0, FLOOR),
        ("逝者档案", "居民电子健康档案", 0.0, FLOOR),
        ("停车管理", "停车收费管理", 0.0, FLOOR),
    ],
)
def test_likeness(mine: str, theirs: str, least: float, most: float) -> None:
    assert least <= likeness(mine, theirs) <= most


def test_what_is_said_of_a_module_counts() -> None:
    assert likeness("欠费管理", "分级催缴") < likeness("欠费管理", "分级催缴", "欠费名单、短信提醒、分级催缴")


@given(names, names)
def test_likeness_is_symmetric_and_bounded(a: str, b: str) -> None:
    assert likeness(a, b) == likeness(b, a)
    assert 0.0 <= likeness(a, b) <= 1.0


@given(names)
def test_identical_names_score_one(name: str) -> None:
    assert likeness(name, name) == 1.0


@given(names, names, names)
def test_every_feature_is_a_share(a: str, b: str, detail: str) -> None:
    measured = features(phrase(a), phrase(b), detail)
    assert len(measured) == len(FEATURES)
    assert all(0.0 <= value <= 1.0 for value in measured)
