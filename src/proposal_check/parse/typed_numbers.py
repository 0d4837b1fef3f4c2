"""Numbers as people type them before a title: 第一章, 一、, （一）, 1.1, （1）, ①, 附件1."""

import re
from dataclasses import dataclass
from typing import Final

CHINESE: Final = "一二三四五六七八九十百零〇○两"
DIGIT: Final = "0-9０-９"
VALUES: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
WEIGHTS: Final = {"十": 10, "百": 100}
CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# Markdown that was pasted in: marks of a heading or of bold type.
MARKDOWN: Final = re.compile(r"^\s*(?:#{1,6}\s+)?(?:\*\*|__)?\s*")
POINT: Final = r"[.．·]"

# Series in their usual order of rank, outermost first.
SERIES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("part", re.compile(rf"第\s*([{CHINESE}{DIGIT}]+)\s*(?:部分|篇|编|卷)[、.．：:]?")),
    ("chapter", re.compile(rf"第\s*([{CHINESE}{DIGIT}]+)\s*章[、.．：:]?")),
    ("section", re.compile(rf"第\s*([{CHINESE}{DIGIT}]+)\s*节[、.．：:]?")),
    ("article", re.compile(rf"第\s*([{CHINESE}{DIGIT}]+)\s*条[、.．：:]?")),
    ("appendix", re.compile(rf"(?:附件|附录|附表|附图)\s*([{CHINESE}{DIGIT}A-ZＡ-Ｚ]*)[、.．：:]?")),
    ("chinese", re.compile(rf"([{CHINESE}]+)\s*(?:[、.．,，：:]|(?=[\s]))")),
    ("chinese_bracket", re.compile(rf"[（(]\s*([{CHINESE}]+)\s*[)）][、.．]?")),
    ("decimal", re.compile(rf"([{DIGIT}]+(?:\s?{POINT}\s?[{DIGIT}]+)+){POINT}?、?")),
    ("digit", re.compile(rf"([{DIGIT}]{{1,3}})\s*(?:[、.．]|(?=\s))")),
    ("digit_bare", re.compile(rf"([{DIGIT}]{{1,2}})(?=[\u4e00-\u9fff])")),
    ("bracket", re.compile(rf"[（(]\s*([{DIGIT}]+)\s*[)）][、.．]?")),
    ("half_bracket", re.compile(rf"([{DIGIT}]+)\s*[)）]")),
    ("circled", re.compile(rf"([{CIRCLED}])[、.．]?")),
    ("letter", re.compile(r"([A-Za-z])\s*[、.．)）]")),
    ("roman", re.compile(r"([IVXⅠ-Ⅻ]+)\s*[、.．]")),
)
BEGINNING: Final = re.compile(rf"[第附（(A-Za-zⅠ-Ⅻ{DIGIT}{CHINESE}{CIRCLED}]")
LONGEST: Final = 5
RANK: Final = {name: rank for rank, (name, _) in enumerate(SERIES)}
# After a number these say that it counts or measures something, unless they begin a longer word.
UNITS: Final = (
    r"[万亿元%％‰倍米吨秒℃°]|小时|分钟|年(?!度)|人次"
    r"|(?:人|台)?(?:[日天](?![常气志])|月(?!度))|[kKMGT][BbWwHM]|[kKMGT]\b"
)
MEASURE: Final = re.compile(rf"\s*(?:{UNITS})")
COUNTED: Final = re.compile(
    rf"\s*(?:{UNITS}|[号台套次种名栋座楼千百]|个(?![人性])|项(?!目)|条(?!件)|人(?![员才工])|点(?!位)|时(?![间空])"
    r"|类(?![型别])|层(?![次级])|路(?![由径])|位(?!置)|分(?![析布类级项步期])|级(?![别联])|期(?![望限])|家(?!庭)|周(?![期边]))"
)


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number split off a text. `values` has one entry per level: 2.1.3 is (2, 1, 3)."""

    series: str
    values: tuple[int, ...]
    text: str
    rest: str

    @property
    def depth(self) -> int:
        return len(self.values)


def split_number(text: str) -> TypedNumber | None:
    """Split a leading number off; None when there is none, or when it counts something (3个, 2021年)."""
    mark = MARKDOWN.match(text)
    plain = text[mark.end() :] if mark else text
    if not BEGINNING.match(plain):
        return None
    for series, pattern in SERIES:
        match = pattern.match(plain)
        if match is None or (values := _values(series, match[1])) is None:
            continue
        rest = plain[match.end() :]
        if _is_amount(series, values, match[0], rest):
            return None
        return TypedNumber(series, values, match[0].strip(), rest.strip(" \t\u3000"))
    return None


def _is_amount(series: str, values: tuple[int, ...], number: str, rest: str) -> bool:
    """Say whether a number without punctuation after it counts or measures something, or is all there is."""
    if series == "digit_bare":
        return bool(COUNTED.match(rest))
    if series != "decimal" or len(values) > 2 or number.rstrip()[-1] in ".．·、":
        return False
    return not rest.strip() or bool(MEASURE.match(rest))


def _values(series: str, text: str) -> tuple[int, ...] | None:
    if series == "decimal":
        parts = re.split(rf"\s?{POINT}\s?", text)
        return tuple(int(p) for p in parts) if len(parts) <= 7 and all(len(p) <= 2 for p in parts) else None
    if series == "circled":
        return (CIRCLED.index(text) + 1,)
    if series in ("letter", "roman"):
        return (ord(text[0].upper()) - 64,) if series == "letter" else (_roman(text),)
    return _plain(text)


def _plain(text: str) -> tuple[int, ...] | None:
    if not text:
        return (0,)
    if len(text) > LONGEST:
        return None
    if text.isdigit():
        return (int(text),)
    if not all(c in CHINESE for c in text):
        return (ord(text[0]),)
    value = chinese_value(text)
    return None if value is None else (value,)


def chinese_value(text: str) -> int | None:
    """Read a Chinese numeral below 1000, digit by digit (一〇一) or with 十百; None when it is neither."""
    if not any(c in WEIGHTS for c in text):
        return int("".join(str(VALUES[c]) for c in text)) if len(text) <= 3 else None
    total, digit = 0, 0
    for character in text:
        if character in WEIGHTS:
            total += (digit or 1) * WEIGHTS[character]
            digit = 0
        else:
            digit = VALUES[character]
    return total + digit


def _roman(text: str) -> int:
    if "Ⅰ" <= text[0] <= "Ⅻ":
        return ord(text[0]) - ord("Ⅰ") + 1
    weights = [{"I": 1, "V": 5, "X": 10}[c] for c in text]
    following = [*weights[1:], 0]
    return sum(-now if now < after else now for now, after in zip(weights, following, strict=True))
