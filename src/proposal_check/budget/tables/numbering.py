"""Row numbers 一 / （一） / 1 / 1.1 / (1) / ① and the depth they give a row."""

import re

from proposal_check.budget.figures.amounts import narrow

_CN = "一二三四五六七八九十百"
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (style, re.compile(pattern))
    for style, pattern in (
        ("cn", rf"^第?[{_CN}]{{1,3}}(?:[、.,]|部分|$)"),
        ("cn_bracket", rf"^\([{_CN}]{{1,3}}\)"),
        ("dotted", r"^\d{1,3}(?:\.\d{1,3})+(?:[、.]|(?=[^\d.%]|$))"),
        ("plain", r"^\d{1,3}(?:[、.](?!\d)|\s+(?=[\u4e00-\u9fff])|$)"),
        ("code", r"^\d{6,12}$"),
        ("bracket", r"^\(?\d{1,2}\)"),
        ("circle", r"^[①-⑳]"),
        ("roman", r"^(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+[、.]?|(?:I{1,3}|IV|VI{0,3}|IX|X)(?:[、.]|$))"),
        ("letter", r"^[A-Z](?:[、.]|$)"),
        ("letter_digit", r"^[A-Z][-.]?\d{1,2}$"),
    )
)


def split_number(text: str, *, alone: bool = False) -> str:
    """Return the row number a label begins with; `alone` when the whole cell should be one.

    A label such as 一体机 or 3D建模 begins with none.
    """
    flat = narrow(text).strip()
    for _, pattern in _STYLES:
        match = pattern.match(flat)
        if match and (alone or match.end() < len(flat)):
            return match.group().strip()
    return ""


class Numbering:
    """Tell each row's depth: a style seen for the first time goes one deeper, a known one comes back up."""

    def __init__(self) -> None:
        self._open: list[str] = []

    def level(self, number: str) -> int:
        """Return the depth from 1; a row without a number stands where the last one did."""
        style = _style(number)
        if style == "roman" and "letter" in self._open and number[:1] in "IVX":
            style = "letter"  # the I behind H
        if style is None:
            return max(1, len(self._open))
        if style in self._open:
            del self._open[self._open.index(style) + 1 :]
        else:
            self._open.append(style)
        return len(self._open)


def _style(number: str) -> str | None:
    for style, pattern in _STYLES:
        if number and pattern.match(number):
            if style in {"dotted", "plain"}:
                return f"dotted{number.strip('、.').count('.')}"
            return style
    return None
