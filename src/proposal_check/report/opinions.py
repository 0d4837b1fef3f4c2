"""Findings arranged as a clerk would: grouped, must-fix first, same kind merged, numbered through."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import get_args

from proposal_check.model.finding import Basis, Finding, Outcome, Review, Severity
from proposal_check.packs.schema import Group
from proposal_check.report.wording import clean, quoted, shorten

GROUPS: tuple[str, ...] = get_args(Group)
_SEVERITIES = tuple(Severity)
# A message may quote a long passage shortened: its first characters tell.
_RECOGNISED = 10
WHOLE = "全文"
TITLE_LIMIT, PLACE_LIMIT, FACT_LIMIT, ASK_LIMIT = 60, 80, 400, 300
# What stands before the words of a heading, or before the figures of an amount.
_NUMBER = re.compile(
    r"^(?:第?[一二三四五六七八九十百\d]+[章节条]?[、．.]\s*|[（(][一二三四五六七八九十\d]+[）)]\s*|[￥¥]\s*)"
)
_IN_TABLE = re.compile(r"^(.*?(?:表\d+|第\d+个表格))(第.*)$")


@dataclass(frozen=True, slots=True)
class Opinion:
    """The findings of one rule at one severity; `number` runs through the whole letter from 1."""

    number: int
    group: str
    rule: str
    title: str
    severity: Severity
    findings: tuple[Finding, ...]

    @property
    def places(self) -> int:
        return len(self.findings)


def opinions(review: Review) -> tuple[Opinion, ...]:
    """Arrange the failed findings: by group, then severity, then the order in which they were found."""
    return tuple(_numbered(f for f in review.findings if f.outcome is Outcome.FAIL))


def doubts(review: Review) -> tuple[Opinion, ...]:
    """Arrange the findings that a person has to look at, numbered from 1 on their own."""
    return tuple(_numbered(f for f in review.findings if f.outcome is Outcome.NEEDS_REVIEW))


def _numbered(findings: Iterable[Finding]) -> Iterator[Opinion]:
    kept = list(findings)
    first = {key: i for i, key in reversed(list(enumerate(map(_kind, kept))))}
    ordered = sorted(kept, key=lambda f: (_rank(f), first[_kind(f)]))
    for number, (_, same) in enumerate(groupby(ordered, key=_kind), start=1):
        members = tuple(same)
        head = members[0]
        yield Opinion(number, head.group, head.rule, shorten(head.title, TITLE_LIMIT), head.severity, members)


def _kind(finding: Finding) -> tuple[str, str, Severity]:
    return finding.group, finding.rule, finding.severity


def _rank(finding: Finding) -> tuple[int, int]:
    group = GROUPS.index(finding.group) if finding.group in GROUPS else len(GROUPS)
    return group, _SEVERITIES.index(finding.severity)


@dataclass(frozen=True, slots=True)
class Point:
    """Findings of one opinion that say the same, at different places."""

    fact: str
    suggestion: str
    findings: tuple[Finding, ...]


def points(opinion: Opinion) -> tuple[Point, ...]:
    """Merge an opinion's findings that say and ask the same."""
    same: dict[tuple[str, str], list[Finding]] = {}
    for finding in opinion.findings:
        same.setdefault((fact_words(finding), suggestion_words(finding)), []).append(finding)
    return tuple(Point(fact, ask, tuple(members)) for (fact, ask), members in same.items())


def place_words(findings: Iterable[Finding], limit: int = 3) -> str:
    """Say where findings stand, `limit` places in full, what they share said once; 全文 without a place."""
    places = list(dict.fromkeys(shorten(p, PLACE_LIMIT) for f in findings for p in f.places if clean(p)))
    if not places:
        return WHOLE
    words, table = [], None
    for place in places[:limit]:
        found = _IN_TABLE.match(place)
        words.append(found.group(2) if found and found.group(1) == table else place)
        table = found.group(1) if found else None
    return "、".join(words) + (f"等{len(places)}处" if len(places) > limit else "")


def fact_words(finding: Finding) -> str:
    """State what was found, with the document's own words unless the message quotes them already."""
    message = shorten(finding.message, FACT_LIMIT).rstrip("。；;")
    shown = _bare(message)
    quotes = list(dict.fromkeys(clean(a.quote) for a in finding.anchors if clean(a.quote)))
    new = [quoted(q) for q in quotes if _bare(_NUMBER.sub("", q))[:_RECOGNISED] not in shown][:2]
    return f"{message}（原文：{'、'.join(new)}）。" if new else f"{message}。"


def _bare(text: str) -> str:
    return "".join(text.split()).replace(",", "")


def basis_words(basis: tuple[Basis, ...]) -> str:
    """Cite the clauses: 《文件》条款, several clauses of one source named once."""
    clauses: dict[str, list[str]] = {}
    for item in basis:
        clauses.setdefault(clean(item.source), []).append(clean(item.clause))
    return "；".join(f"{_titled(source)}{'、'.join(parts)}" for source, parts in clauses.items())


def _titled(source: str) -> str:
    return source if source.startswith(("《", "（")) or "《" in source else f"《{source}》"


def suggestion_words(finding: Finding) -> str:
    """Say what to do, as one sentence."""
    text = shorten(finding.suggestion, ASK_LIMIT)
    return text if not text or text.endswith(("。", "！", "？")) else text.rstrip("；;") + "。"
