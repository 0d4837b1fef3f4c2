"""Spell a list number in a Word number format (ST_NumberFormat)."""

from collections.abc import Callable, Mapping
from typing import Final

DIGITS: Final = "〇一二三四五六七八九"
LEGAL_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
ENCLOSED: Final = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
ORDINARY_PLACES: Final = ("", "十", "百", "千")
LEGAL_PLACES: Final = ("", "拾", "佰", "仟")


def spell(value: int, number_format: str) -> str:
    """Spell `value` as Word shows it; an unknown format falls back to Arabic digits, `none` is blank."""
    speller = FORMATS.get(number_format)
    return speller(value) if speller and value >= 0 else str(value)


def _section(value: int, digits: str, places: tuple[str, ...]) -> str:
    """Spell 0 < value < 10000, one zero for any gap between digits."""
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if digit:
            text += (digits[0] if gap else "") + digits[digit] + places[power]
        gap = bool(text) and not digit
    return text


def _counted(value: int, digits: str, places: tuple[str, ...], zero: str) -> str:
    if value == 0:
        return zero
    if value >= 10**8:
        return str(value)
    high, low = divmod(value, 10**4)
    joint = zero if high and 0 < low < 1000 else ""
    zeroed = zero + digits[1:]
    head = _section(high, zeroed, places) + "万" if high else ""
    return head + joint + (_section(low, zeroed, places) if low else "")


def counting_thousand(value: int) -> str:
    """Spell with 十百千万: 十, 十一, 二十, 一百零一."""
    text = _counted(value, DIGITS, ORDINARY_PLACES, "零")
    return text[1:] if text.startswith("一十") else text


def counting(value: int) -> str:
    """Spell with 十 up to 99 and digit by digit from 100, as Word does."""
    return counting_thousand(value) if value < 100 else digital(value)


def legal(value: int) -> str:
    """Spell in the characters of cheques: 壹, 壹拾, 壹佰零壹."""
    return _counted(value, LEGAL_DIGITS, LEGAL_PLACES, "零")


def digital(value: int) -> str:
    return "".join(DIGITS[int(d)] for d in str(value)).replace("〇", "○")


def roman(value: int) -> str:
    if not 0 < value < 5000:
        return str(value)
    text = ""
    for weight, letters in ROMAN:
        count, value = divmod(value, weight)
        text += letters * count
    return text


def letter(value: int) -> str:
    """Spell a, b … z, aa, bb …; Word repeats the letter."""
    if not 0 < value <= 780:
        return str(value)
    turns, index = divmod(value - 1, 26)
    return chr(ord("A") + index) * (turns + 1)


def circled(value: int) -> str:
    for low, high, first in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if low <= value <= high:
            return chr(first + value - low)
    return str(value)


def full_width(value: int) -> str:
    return "".join(chr(ord(d) + 0xFEE0) for d in str(value))


def _cyclic(characters: str) -> Callable[[int], str]:
    return lambda value: characters[(value - 1) % len(characters)] if value else "0"


def _within(characters: str) -> Callable[[int], str]:
    return lambda value: characters[value - 1] if 0 < value <= len(characters) else str(value)


def _bracketed(first: int) -> Callable[[int], str]:
    return lambda value: chr(first + value - 1) if 0 < value <= 20 else str(value)


def _lower(speller: Callable[[int], str]) -> Callable[[int], str]:
    return lambda value: speller(value).lower()


def _zero_padded(width: int) -> Callable[[int], str]:
    return lambda value: str(value).zfill(width)


FORMATS: Final[Mapping[str, Callable[[int], str]]] = {
    "decimal": str,
    "none": lambda _: "",
    "bullet": lambda _: "",
    "decimalZero": _zero_padded(2),
    "decimalFullWidth": full_width,
    "decimalFullWidth2": full_width,
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalEnclosedParen": _bracketed(0x2474),
    "decimalEnclosedFullstop": _bracketed(0x2488),
    "numberInDash": lambda value: f"- {value} -",
    "ordinal": str,
    "upperRoman": roman,
    "lowerRoman": _lower(roman),
    "upperLetter": letter,
    "lowerLetter": _lower(letter),
    "chineseCounting": counting,
    "chineseCountingThousand": counting_thousand,
    "chineseLegalSimplified": legal,
    "taiwaneseCounting": counting,
    "taiwaneseCountingThousand": counting_thousand,
    "taiwaneseDigital": digital,
    "ideographLegalTraditional": legal,
    "japaneseCounting": counting_thousand,
    "japaneseDigitalTenThousand": digital,
    "japaneseLegal": legal,
    "koreanDigital2": digital,
    "ideographDigital": digital,
    "ideographTraditional": _cyclic(STEMS),
    "ideographZodiac": _cyclic(BRANCHES),
    "ideographZodiacTraditional": lambda v: STEMS[(v - 1) % 10] + BRANCHES[(v - 1) % 12] if v else "0",
    "ideographEnclosedCircle": _within(ENCLOSED),
}
