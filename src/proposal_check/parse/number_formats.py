"""Show a stored number as a spreadsheet shows it: decimals, thousands, percent, currency, dates."""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from functools import cache
from typing import Final, NamedTuple

GENERAL: Final = "General"
# Formats that a file names by number only (ECMA-376 18.8.30); 27 to 58 are dates in Chinese editions.
BUILTIN: Final[dict[int, str]] = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    14: "yyyy/m/d", 15: "yyyy/m/d", 16: "m/d", 17: "yyyy/m", 22: "yyyy/m/d h:mm",
    18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss",
    **dict.fromkeys((27, 36, 50, 57), "yyyy年m月"), **dict.fromkeys((28, 29, 51, 54, 58), "m月d日"),
    **dict.fromkeys((30, 52, 53), "yyyy/m/d"), 31: "yyyy年m月d日",
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"', 43: '#,##0.00;-#,##0.00;"-"',
    44: '#,##0.00;-#,##0.00;"-"',
    49: "@",
}  # fmt: skip
# Spreadsheets keep fifteen digits; what a sum of floats adds behind them is noise.
DIGITS: Final = 15
LARGEST: Final = 1e15
LONGEST_FORMAT: Final = 255

_PART: Final = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]'
    r"|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+)|(?P<percent>%)|(?P<other>.)",
    re.DOTALL,
)
_DATE: Final = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|(yyyy|yy|mm?|dd?|h+|s+|[^ymdhs@;])', re.IGNORECASE)
# Letters that mean something other than themselves, and are not shown here: exponents, fractions, times.
_STRANGE: Final = re.compile(r"[eE/]")


class _Pattern(NamedTuple):
    """One section of a format: what stands before and after the digits, and how these are shown."""

    before: str
    after: str
    decimals: int | None
    scale: Decimal
    grouped: bool = False
    # Digits always shown, before and behind the point.
    whole: int = 1
    fixed: int = 0


class Shown(NamedTuple):
    """A number in words; `exact` is False when its format is not one of those known here."""

    text: str
    exact: bool = True


def show(stored: str, code: str, *, epoch_1904: bool = False) -> Shown:
    """Show a stored number under a format code; what is no number is shown as it stands."""
    value = _value(stored)
    if value is None:
        return Shown(stored)
    if code == GENERAL or code in ("", "@") or len(code) > LONGEST_FORMAT:
        return Shown(plain(value), exact=len(code) <= LONGEST_FORMAT)
    sections = _sections(code)
    section = sections[0]
    if is_date(code):
        return _date(value, section, epoch_1904=epoch_1904)
    if len(sections) > 1 and value < 0:
        section, value = sections[1], -value
    elif len(sections) > 2 and value == 0:
        section = sections[2]
    pattern = _pattern(section)
    return Shown(_number(value, pattern)) if pattern else Shown(plain(value), exact=False)


def _value(stored: str) -> Decimal | None:
    try:
        value = Decimal(stored.strip())
    except InvalidOperation:
        return None
    if not value.is_finite() or (value and not -30 < value.adjusted() < 300):
        return None
    with localcontext() as context:
        context.prec = DIGITS
        return +value


def plain(value: Decimal) -> str:
    """Write a number without exponent and without zeros that say nothing."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text if text not in ("", "-0") else "0"


@cache
def _sections(code: str) -> tuple[str, ...]:
    parts, current, quoted = [], "", False
    for index, mark in enumerate(code):
        if mark == '"':
            quoted = not quoted
        if mark == ";" and not quoted and code[index - 1 : index] not in ("\\", "!"):
            parts.append(current)
            current = ""
        else:
            current += mark
    return (*parts, current)


@cache
def is_date(code: str) -> bool:
    """Say whether a format shows a date or a time."""
    bare = re.sub(r'"[^"]*"|[\\!_*].|\[[^\]]*\]', "", code)
    return bool(re.search(r"[ymdhs]", bare, re.IGNORECASE)) and GENERAL not in code


@cache
def _pattern(section: str) -> _Pattern | None:
    """Read a section; None when it has fractions, exponents, or digits in more than one place."""
    before, after, digits, scale = "", "", None, Decimal(1)
    for part in _PART.finditer(section):
        literal = part["quoted"] or part["escaped"] or part["currency"] or ""
        if part["digits"]:
            if digits is not None:
                return None
            digits = part["digits"]
        elif part["percent"]:
            literal, scale = "%", scale * 100
        elif part["other"]:
            if _STRANGE.match(part["other"]):
                return None
            literal = part["other"].strip()
        before, after = (before + literal, after) if digits is None else (before, after + literal)
    return _with_digits(before, after, digits, scale)


def _with_digits(before: str, after: str, digits: str | None, scale: Decimal) -> _Pattern:
    if digits is None or not digits.strip("?"):
        return _Pattern(before, after, None, scale)
    whole, _, fraction = digits.rstrip(",").partition(".")
    scale /= Decimal(1000) ** (len(digits) - len(digits.rstrip(",")))
    shown = max(1, whole.count("0"))
    return _Pattern(before, after, len(fraction), scale, "," in whole, shown, fraction.count("0"))


def _number(value: Decimal, pattern: _Pattern) -> str:
    if pattern.decimals is None:
        return (pattern.before + pattern.after).strip()
    with localcontext() as context:
        context.prec = 400
        shown = (value * pattern.scale).quantize(Decimal(1).scaleb(-pattern.decimals), ROUND_HALF_UP)
    whole, _, fraction = format(abs(shown), ",f" if pattern.grouped else "f").partition(".")
    fraction = fraction[: pattern.fixed] + fraction[pattern.fixed :].rstrip("0")
    text = whole.rjust(pattern.whole, "0") + ("." + fraction if fraction else "")
    return f"{'-' if shown < 0 else ''}{pattern.before}{text}{pattern.after}"


def _date(value: Decimal, section: str, *, epoch_1904: bool) -> Shown:
    # Day 60 of the 1900 calendar is a 29 February that never was.
    start = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, 30)
    if not 1 <= value < 2_958_466 or re.search(r"[hs]", section, re.IGNORECASE):
        return Shown(plain(value), exact=False)
    day = start + timedelta(days=int(value))
    values = {
        "yyyy": f"{day.year}", "yy": f"{day.year % 100:02}", "mm": f"{day.month:02}", "m": f"{day.month}",
        "dd": f"{day.day:02}", "d": f"{day.day}",
    }  # fmt: skip
    text = "".join(
        quoted or escaped or values.get(token.lower(), token)
        for quoted, escaped, token in _DATE.findall(section)
    )
    return Shown(text.strip(), exact=True) if text.strip() else Shown(plain(value), exact=False)
