"""A day from the words of a cover: 2026年3月, 二〇二六年三月十日, 2026-03-10; without a day the first."""

import re
import unicodedata
from datetime import date

_DAY = re.compile(
    r"(20\d\d|二[〇○零Oo0一二三四五六七八九]{3})\s*[年./-]\s*(\d{1,2}|[一二三四五六七八九十]{1,2})"
    r"(?:\s*[月./-]\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*日?)?"
)
_DIGITS = {c: str(n) for n, c in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇○Oo0", "0")


def day_of(text: str) -> date | None:
    """Read a day; None when the text names none that exists."""
    match = _DAY.search(unicodedata.normalize("NFKC", text))
    if match is None:
        return None
    year = int("".join(_DIGITS.get(c, c) for c in match[1]))
    month, day = _number(match[2]), _number(match[3]) if match[3] else 0
    try:
        return date(year, month, day or 1)
    except ValueError:
        return None


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int(_DIGITS[text[0]])
    return 10 * int(_DIGITS[tens] if tens else 1) + int(_DIGITS[ones] if ones else 0)
