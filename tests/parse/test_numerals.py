import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposal_check.parse.numerals import FORMATS, spell
from proposal_check.parse.typed_numbers import chinese_value


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (11, "chineseCounting", "十一"),
        (20, "chineseCounting", "二十"),
        (99, "chineseCounting", "九十九"),
        (101, "chineseCounting", "一○一"),
        (10, "chineseCountingThousand", "十"),
        (110, "chineseCountingThousand", "一百一十"),
        (1001, "chineseCountingThousand", "一千零一"),
        (10001, "chineseCountingThousand", "一万零一"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (1, "ideographTraditional", "甲"),
        (11, "ideographTraditional", "甲"),
        (12, "ideographZodiac", "亥"),
        (10, "ideographEnclosedCircle", "㊉"),
        (11, "ideographEnclosedCircle", "11"),
        (21, "taiwaneseCounting", "二十一"),
        (21, "taiwaneseCountingThousand", "二十一"),
        (21, "japaneseCounting", "二十一"),
        (7, "decimalZero", "07"),
        (20, "decimalEnclosedCircle", "⑳"),
        (12, "decimalFullWidth", "１２"),
        (4, "upperRoman", "IV"),
        (1999, "lowerRoman", "mcmxcix"),
        (27, "upperLetter", "AA"),
        (3, "lowerLetter", "c"),
        (3, "none", ""),
        (3, "bullet", ""),
        (3, "noSuchFormat", "3"),
        (32767, "upperRoman", "32767"),
    ],
)
def test_spells_as_word_does(value: int, number_format: str, shown: str) -> None:
    assert spell(value, number_format) == shown


@given(st.integers(1, 9999))
def test_thousand_counting_is_read_back_by_an_independent_reader(value: int) -> None:
    assert cn2an.cn2an(spell(value, "chineseCountingThousand"), "smart") == value
    assert cn2an.cn2an(spell(value, "chineseLegalSimplified"), "smart") == value


@given(st.integers(1, 999))
def test_our_own_reader_reads_every_chinese_number_back(value: int) -> None:
    assert chinese_value(spell(value, "chineseCounting")) == value
    assert chinese_value(spell(value, "chineseCountingThousand")) == value


@given(st.integers(0, 32767), st.sampled_from(sorted(FORMATS)))
def test_every_format_spells_every_word_number_briefly(value: int, number_format: str) -> None:
    shown = spell(value, number_format)
    assert len(shown) <= 32
    assert shown or number_format in ("none", "bullet")


@given(st.integers(0, 32766), st.sampled_from(["decimal", "decimalFullWidth", "chineseCountingThousand"]))
def test_neighbours_differ(value: int, number_format: str) -> None:
    assert spell(value, number_format) != spell(value + 1, number_format)
