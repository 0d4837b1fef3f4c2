"""The case files tests/rules/<pack>/<RULE-ID>.md: specification, test and documentation at once."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent
KINDS = ("fail", "pass", "near miss")
_CASE = re.compile(r"^## (?P<kind>[a-z ]+): (?P<title>.+?)\n(?P<body>.*?)(?=^## |\Z)", re.M | re.S)
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
    if len(found) != len(re.findall(r"^## ", text, re.M)):
        raise ValueError(f"{path.name}: a case needs a title like '## fail: …'")
    return [_case(path, match) for match in found]


def all_cases() -> list[RuleCase]:
    """Read every case file of every pack, in order."""
    return [case for path in sorted(ROOT.glob("*/*.md")) for case in read_cases(path)]


def _case(path: Path, match: re.Match[str]) -> RuleCase:
    body = _BODY.search(match["body"])
    if body is None or match["kind"] not in KINDS:
        raise ValueError(
            f"{path.name}, '{match['title']}': needs a kind of {KINDS}, a doc block and => lines"
        )
    outcome, *findings = (line.removeprefix("=> ").strip() for line in body["expected"].splitlines())
    listed = tuple(_finding(path, line) for line in findings)
    return RuleCase(path.parent.name, path.stem, match["kind"], match["title"], body["doc"], outcome, listed)


def _finding(path: Path, line: str) -> tuple[str, str, str]:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 3:
        raise ValueError(f"{path.name}: '=> {line}' is not 'severity | subject | message'")
    return parts[0], parts[1], parts[2]
