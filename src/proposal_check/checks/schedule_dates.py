"""Dates of a schedule as printed: 2026年3月—5月, 2026.03.01-2026.06.30, 2026年6月底前."""

import calendar
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

_POINT = r"(?:(20\d\d)\s*[年./-]\s*)?(1[0-2]|0?[1-9])\s*(?:月|[./-](?=\d)|(?![\d.]))\s*(?:([0-3]?\d)\s*日?)?"
_SPAN = re.compile(rf"{_POINT}\s*(?:[-—–~～至到]+\s*{_POINT})?")


def span(text: str) -> tuple[date, date] | None:
    """Read the first and last day a cell names, at its widest; None without a year."""
    if not re.search(r"20\d\d\s*[年./-]", text):
        return None
    match = _SPAN.search(text)
    if match is None or match[1] is None:
        return None
    try:
        return _between(match)
    except ValueError:
        return None


class Range(NamedTuple):
    """A span with both ends printed: where in the text, and its first and last day at their widest."""

    start: int
    end: int
    first: date
    last: date


def ranges(text: str) -> Iterator[Range]:
    """Yield the spans of a text that name both ends, the first with its year: 2026年3月至12月."""
    for match in _SPAN.finditer(text):
        if match[1] is None or match[5] is None:
            continue
        try:
            first, last = _between(match)
        except ValueError:
            continue
        if first < last:
            yield Range(match.start(), match.end(), first, last)


def _between(match: re.Match[str]) -> tuple[date, date]:
    year, month, day = int(match[1]), int(match[2]), int(match[3] or 0)
    start = date(year, month, day or 1)
    if match[5] is None:
        return start, _end(year, month, day)
    until = int(match[4]) if match[4] else year
    return start, _end(until, int(match[5]), int(match[6] or 0))


def _end(year: int, month: int, day: int) -> date:
    return date(year, month, day or calendar.monthrange(year, month)[1])
