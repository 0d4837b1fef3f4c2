"""Suspicious texts with planted passages and known truth, and the library they were taken from."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.overlap.prose import CITATIONS, TEMPLATE_LINES, Author
from benchmarks.overlap.rewrite import heavy, light, reordered

_PAIRS = Path(__file__).with_name("paraphrases.tsv")


@dataclass(frozen=True)
class Planted:
    """A passage of a suspicious text and where it was taken from; both spans half-open."""

    mine: tuple[int, int]
    source: str
    theirs: tuple[int, int]


@dataclass(frozen=True)
class Suspicious:
    text: str
    planted: tuple[Planted, ...]


Rewriting = Callable[[str, random.Random], str]
REWRITINGS: Mapping[str, Rewriting] = {
    "verbatim": lambda text, _: text,
    "light": light,
    "reordered": reordered,
    "heavy": heavy,
}


def library(count: int, characters: int) -> dict[str, str]:
    """Write the earlier texts: name → text, each with template wording and citations among its prose."""
    return {f"方案{seed}": _proposal(seed, characters) for seed in range(count)}


def _proposal(seed: int, characters: int) -> str:
    rng = random.Random(seed)
    parts = [*Author(seed).text(characters).split("\n"), *rng.sample(TEMPLATE_LINES, 5)]
    parts.append("本方案依据" + "、".join(rng.sample(CITATIONS, 4)) + "等文件编制。")
    rng.shuffle(parts)
    return "\n".join(parts)


def clean_text(seed: int, characters: int) -> str:
    """Write a text that shares template wording and citations with the library, and nothing else."""
    return _proposal(10**6 + seed, characters)


def suspicious(kind: str, seed: int, earlier: Mapping[str, str], characters: int) -> Suspicious:
    """Plant four passages of two to seven sentences, rewritten as `kind` says, in a text of its own."""
    rng = random.Random(f"{kind} {seed}")
    paragraphs = clean_text(seed, characters).split("\n")
    plan = {}
    for place in sorted(rng.sample(range(len(paragraphs)), 4)):
        name = rng.choice(sorted(earlier))
        start, end = _sentences(earlier[name], rng)
        plan[place] = (name, (start, end), REWRITINGS[kind](earlier[name][start:end], rng))
    return assemble(paragraphs, plan)


def hand_written(earlier: dict[str, str], characters: int) -> tuple[dict[str, str], list[Suspicious]]:
    """Plant the hand-written originals in earlier texts of their field, their rewordings in new ones."""
    sources, texts = dict(earlier), []
    for number, line in enumerate(_PAIRS.read_text("utf-8").splitlines()):
        domain, original, reworded = line.split("\t")
        name = next(n for n in sorted(earlier)[number:] if Author(_seed(n)).domain == domain)
        start = len(sources[name]) + 1
        sources[name] += "\n" + original
        seed = next(s for s in range(5000 + number, 10**6) if Author(10**6 + s).domain == domain)
        plan = {3: (name, (start, start + len(original)), reworded)}
        texts.append(assemble(clean_text(seed, characters).split("\n"), plan))
    return sources, texts


def _seed(name: str) -> int:
    return int(name.removeprefix("方案"))


def _sentences(text: str, rng: random.Random) -> tuple[int, int]:
    """Choose whole sentences of one line of prose of the text."""
    lines = [line for line in text.split("\n") if line.count("。") >= 3]
    line = rng.choice(lines)
    ends = [i + 1 for i, ch in enumerate(line) if ch == "。"]
    first = rng.randrange(len(ends) - 2)
    start = ends[first - 1] if first else 0
    base = text.index(line)
    return base + start, base + ends[-1]


def assemble(paragraphs: list[str], plan: Mapping[int, tuple[str, tuple[int, int], str]]) -> Suspicious:
    """Put rewritten passages before paragraphs: place → source, its range there, the wording."""
    parts: list[str] = []
    planted = []
    length = 0
    for place, paragraph in enumerate(paragraphs):
        for text in (plan[place][2], paragraph) if place in plan else (paragraph,):
            if place in plan and text is plan[place][2]:
                planted.append(Planted((length, length + len(text)), plan[place][0], plan[place][1]))
            parts.append(text)
            length += len(text) + 1
    return Suspicious("\n".join(parts), tuple(planted))
