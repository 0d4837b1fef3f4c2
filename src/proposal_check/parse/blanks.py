"""How wide the blanks before a text are: people indent by typing them."""

from typing import Final

# In characters of Chinese text; any other blank is half of one.
_WIDTHS: Final = {"\u3000": 1.0, "\t": 2.0}


def leading_blanks(text: str) -> float:
    """Measure the blanks a text begins with, in characters."""
    return sum(_WIDTHS.get(blank, 0.5) for blank in text[: len(text) - len(text.lstrip())])
