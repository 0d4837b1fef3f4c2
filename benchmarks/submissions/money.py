"""Print amounts the way proposals do: 元 with thousands, 万元, and 人民币大写."""

from decimal import Decimal

YUAN, WAN = "元", "万元"
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿")


def in_unit(amount: Decimal, unit: str) -> str:
    """Print an amount given in 元; 万元 keeps at least two decimals and never rounds money away."""
    if unit == YUAN:
        return f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"
    wan = amount / 10000
    return f"{wan:.2f}" if wan == wan.quantize(Decimal("0.01")) else f"{wan.normalize():f}"


def count(quantity: Decimal) -> str:
    """Print a quantity without needless zeros."""
    return f"{quantity.normalize():f}"


def capitals(amount: Decimal) -> str:
    """Print a whole number of 元 below 10^12 in 人民币大写."""
    if amount != int(amount):
        raise ValueError(f"not a whole number of yuan: {amount}")
    rest, groups = int(amount), []
    while rest:
        rest, group = divmod(rest, 10000)
        groups.append(group)
    text, gap = "", False
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        if group:
            text += ("零" if text and (gap or group < 1000) else "") + _four(group) + _GROUPS[index]
        gap = not group
    return f"人民币{text}元整"


def _four(group: int) -> str:
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _PLACES[place]
            gap = False
        else:
            gap = True
    return text


def chinese(number: int) -> str:
    """Print 1 to 99 in Chinese counting figures: 十一, 二十三."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{digits[tens]}十")
    return head + (digits[ones] if ones or not tens else "")
