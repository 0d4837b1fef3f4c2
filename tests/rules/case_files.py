"""The case files tests/rules/<pack>/<RULE-ID>.md: specification, test and documentation at once."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent
KINDS = ("fail", "pass", "near miss")
# A heading of the markup (## （一）现状) has no Latin word; a case's title begins with its kind.
_HEAD = rf"^## (?P<kind>{'|'.join(KINDS)}): "
_NEXT = _HEAD.replace("?P<kind>", "?:")
_CASE = re.compile(rf"{_HEAD}(?P<title>[^\n]+)\n(?P<body>.*?)(?={_NEXT}|\Z)", re.M | re.S)
_BODY = re.compile(r"^```doc\n(?P<doc>.*?)^```\n(?P<expected>(?:^=> [^\n]*\n?)+)", re.M | re.S)


@dataclass(frozen=True)
class RuleCase:
    """One case: a submission as markup, the rule's outcome, and each finding expected."""

    pack: str
    rule: str
    kind: str
    title: str
    markup: str
    outcome: str
    findings: tuple[tuple[str, str, str], ...]

    def __str__(self) -> str:
        return f"{self.rule} {self.kind}: {self.title}"


def read_cases(path: Path) -> list[RuleCase]:
    """Read a case file; raises ValueError with the case's title when one is malformed."""
    text = path.read_text("utf-8")
    found = list(_CASE.finditer(text))
    if len(found) != len(re.findall(r"^```doc$", text, re.M)):
        raise ValueError(f"{path.name}: every doc block needs a title like '## fail: …' of {KINDS}")
    return [_case(path, match) for match in found]


def all_cases() -> list[RuleCase]:
    """Read every case file of every pack, in order; a malformed file gives one case that says so."""
    return [case for path in sorted(ROOT.glob("*/*.md")) for case in _cases_or_complaint(path)]


def _cases_or_complaint(path: Path) -> list[RuleCase]:
    try:
        return read_cases(path)
    except ValueError as error:
        return [RuleCase(path.parent.name, path.stem, "malformed", str(error), "", "", ())]


def _case(path: Path, match: re.Match[str]) -> RuleCase:
    body = _BODY.search(match["body"])
    if body is None:
        raise ValueError(f"{path.name}, '{match['title']}': needs a doc block followed by => lines")
    outcome, *findings = (line.removeprefix("=> ").strip() for line in body["expected"].splitlines())
    listed = tuple(_finding(path, line) for line in findings)
    return RuleCase(path.parent.name, path.stem, match["kind"], match["title"], body["doc"], outcome, listed)


def _finding(path: Path, line: str) -> tuple[str, str, str]:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 3:
        raise ValueError(f"{path.name}: '=> {line}' is not 'severity | subject | message'")
    return parts[0], parts[1], parts[2]
