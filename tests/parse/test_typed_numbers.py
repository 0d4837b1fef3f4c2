import pytest

from proposal_check.parse.typed_numbers import split_number


@pytest.mark.parametrize(
    ("text", "series", "values", "rest"),
    [
        ("第一章 项目概述", "chapter", (1,), "项目概述"),
        ("第1章项目概述", "chapter", (1,), "项目概述"),
        ("第 十二 章　项目概述", "chapter", (12,), "项目概述"),
        ("第二部分 总体设计", "part", (2,), "总体设计"),
        ("第三节 现状", "section", (3,), "现状"),
        ("一、项目概述", "chinese", (1,), "项目概述"),
        ("十一．投资概算", "chinese", (11,), "投资概算"),
        ("二 项目概述", "chinese", (2,), "项目概述"),
        ("（一）项目名称", "chinese_bracket", (1,), "项目名称"),
        ("(二) 项目单位", "chinese_bracket", (2,), "项目单位"),
        ("1.1 建设背景", "decimal", (1, 1), "建设背景"),
        ("2．1．1 数据中心", "decimal", (2, 1, 1), "数据中心"),
        ("２．１数据中心", "decimal", (2, 1), "数据中心"),
        ("1.2项目背景", "decimal", (1, 2), "项目背景"),
        ("1.3.人天要价", "decimal", (1, 3), "人天要价"),
        ("3.4人员", "decimal", (3, 4), "人员"),
        ("1. 服务器", "digit", (1,), "服务器"),
        ("2、交换机", "digit", (2,), "交换机"),
        ("3概述", "digit_bare", (3,), "概述"),
        ("3项目概述", "digit_bare", (3,), "项目概述"),
        ("（1）登录", "bracket", (1,), "登录"),
        ("2）登录", "half_bracket", (2,), "登录"),
        ("③登录", "circled", (3,), "登录"),
        ("a. 登录", "letter", (1,), "登录"),
        ("IV. 登录", "roman", (4,), "登录"),
        ("附件2：概算表", "appendix", (2,), "概算表"),
        ("## 一、项目概述", "chinese", (1,), "项目概述"),
        ("**一、项目概述**", "chinese", (1,), "项目概述**"),
    ],
)
def test_splits_the_number_off(text: str, series: str, values: tuple[int, ...], rest: str) -> None:
    number = split_number(text)
    assert number is not None
    assert (number.series, number.values, number.rest) == (series, values, rest)


@pytest.mark.parametrize(
    "text",
    [
        "项目概述",
        "3个月内完成",
        "2021年工作计划",
        "12.5万元",
        "1.5%",
        "100套终端",
        "1.1",
        "一体化平台",
        "三年规划",
        "",
        "2.5 倍",
        "3人组成",
    ],
)
def test_leaves_amounts_and_words_alone(text: str) -> None:
    assert split_number(text) is None
