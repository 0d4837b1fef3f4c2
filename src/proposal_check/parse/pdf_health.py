"""Tell a sound text layer from a garbled one.

A font whose map to Unicode is broken yields characters of every script at random, or symbols. Chinese text
proper is made of common characters and punctuation: on sound pages more than 95 in 100 characters are of
these, on the garbled ones seen fewer than 50.
"""

from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

# Fewer characters than this prove nothing.
ENOUGH: Final = 20
# Below this share of ordinary characters a page is not read as text; below the second it is doubtful.
GARBLED: Final = 0.75
DOUBTFUL: Final = 0.93
# Chinese text without common characters is a wrong map too; rare names do not reach this.
COMMON: Final = 0.6
# Letters, digits and Chinese characters among ordinary ones; a wrong map into ASCII gives marks instead.
WORDY: Final = 0.35
# Marks that fill space or lead to page numbers, and symbol fonts' private codes (bullets): no evidence.
NEUTRAL: Final = ".…·•_-—–―=*─﹒．⋯ \u3000\xa0\t\n\r"
SOUND_RANGES: Final = (
    (0x21, 0x7F), (0xA1, 0x100), (0x391, 0x3CA), (0x2010, 0x2068), (0x20A0, 0x20C0), (0x2100, 0x2150),
    (0x2150, 0x2200), (0x2200, 0x2300), (0x2460, 0x2500), (0x2500, 0x2670), (0x2700, 0x27C0),
    (0x3001, 0x3020), (0x3021, 0x3030), (0x3220, 0x3250), (0x3280, 0x33FF),
    (0x4E00, 0x9FFF), (0xFF01, 0xFF5F), (0xFFE0, 0xFFE7),
)  # fmt: skip


def is_garbled(text: str) -> bool:
    """Say whether the characters of a page are those of a broken text layer."""
    codes = _evidence(text)
    if len(codes) < ENOUGH:
        return False
    sound, hanzi = _sound()[codes], (codes >= 0x4E00) & (codes < 0xA000)
    if sound.mean() < GARBLED:
        return True
    if hanzi.sum() >= ENOUGH:
        return bool(_common()[codes[hanzi]].mean() < COMMON)
    return bool(_wordy(codes).mean() < WORDY)


def doubtful_characters(text: str) -> int:
    """Count the characters that ordinary text does not have, 0 when there are but a few."""
    codes = _evidence(text)
    strange = ~_sound()[codes]
    return int(strange.sum()) if len(codes) >= ENOUGH and 1 - strange.mean() < DOUBTFUL else 0


def _evidence(text: str) -> npt.NDArray[np.int64]:
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype="<u4").astype(np.int64)
    codes = np.minimum(codes, 0xFFFF)
    return codes[~_neutral()[codes]]


@cache
def _neutral() -> npt.NDArray[np.bool_]:
    table = np.zeros(0x10000, dtype=np.bool_)
    table[[ord(c) for c in NEUTRAL]] = True
    table[0xF000:0xF100] = True
    return table


def _wordy(codes: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    digits = (codes >= 0x30) & (codes <= 0x39)
    letters = ((codes | 0x20) >= 0x61) & ((codes | 0x20) <= 0x7A)
    return np.asarray(digits | letters | (codes >= 0x3000), dtype=np.bool_)


@cache
def _sound() -> npt.NDArray[np.bool_]:
    table = np.zeros(0x10000, dtype=np.bool_)
    for low, high in SOUND_RANGES:
        table[low:high] = True
    return table


@cache
def _common() -> npt.NDArray[np.bool_]:
    """Mark the common characters: the first levels of GB 2312 and of Big5."""
    table = np.zeros(0x10000, dtype=np.bool_)
    for codec, leads, trails in (
        ("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF)),
        ("big5", range(0xA4, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF))),
    ):
        for lead in leads:
            for trail in trails:
                character = bytes((lead, trail)).decode(codec, "ignore")
                if len(character) == 1:
                    table[ord(character)] = True
    return table
