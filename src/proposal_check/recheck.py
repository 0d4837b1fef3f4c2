"""Two rounds of one submission compared by the identities of their findings.

A finding whose rule could not be judged this time is not solved. One whose quote is gone while the same thing
is still at fault is orphaned: it is never re-attached to the look-alike, which counts as new.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from proposal_check.errors import ConfigError
from proposal_check.model.finding import Outcome
from proposal_check.report.review_schema import Finding, ReviewFile
from proposal_check.report.to_json import SCHEMA_VERSION

State = Literal["resolved", "remaining", "new", "orphaned", "undecided"]
STATES: dict[State, str] = {
    "remaining": "仍存在",
    "new": "新增",
    "orphaned": "原文已改，同一事项仍有意见",
    "undecided": "本轮未能判定",
    "resolved": "已解决",
}
_JUDGED = frozenset({Outcome.PASS, Outcome.FAIL, Outcome.INAPPLICABLE})


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one finding; `reason` says why it could not be judged, or what replaced it."""

    state: State
    finding: Finding
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All findings of both rounds, each once; `notes` say what makes the rounds hard to compare."""

    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()

    def of(self, state: State) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.state == state)


def load_review(path: Path) -> ReviewFile:
    """Read a review.json of this schema version. Raises ConfigError for anything else."""
    try:
        return parse_review(path.read_bytes())
    except OSError as error:
        raise ConfigError(
            f"打不开“{path.name}”：{error.strerror}。", "请指明上一轮的 review.json。"
        ) from error
    except ValidationError as error:
        raise ConfigError(
            f"“{path.name}”不是本程序可读的审查结果（格式版本应为 {SCHEMA_VERSION}）。",
            "请指明 review 命令写出的 review.json。",
        ) from error


def parse_review(content: bytes) -> ReviewFile:
    """Read the bytes of a review.json. Raises pydantic's ValidationError."""
    return ReviewFile.model_validate_json(content)


def compare(old: ReviewFile, new: ReviewFile) -> Comparison:
    """Compare two rounds: the new findings in their order, then the old ones that are gone."""
    known = {finding.id for finding in old.findings}
    now = [Change("remaining" if f.id in known else "new", f) for f in new.findings]
    return Comparison((*now, *_gone(old, new)), tuple(_notes(old, new)))


def _gone(old: ReviewFile, new: ReviewFile) -> Iterator[Change]:
    current = {finding.id for finding in new.findings}
    results = {result.rule: result for result in new.results}
    alike = {(f.rule, f.subject): f.id for f in reversed(new.findings)}
    for finding in old.findings:
        result = results.get(finding.rule)
        if finding.id in current:
            continue
        if successor := alike.get((finding.rule, finding.subject)):
            yield Change("orphaned", finding, successor)
        elif result is None:
            yield Change("undecided", finding, "本轮的规则包中没有这条规则")
        elif result.outcome not in _JUDGED:
            yield Change("undecided", finding, result.reason)
        else:
            yield Change("resolved", finding, result.reason if result.outcome is Outcome.INAPPLICABLE else "")


def _notes(old: ReviewFile, new: ReviewFile) -> Iterator[str]:
    if old.pack != new.pack:
        before, after = (f"{r.pack.id} {r.pack.version}" for r in (old, new))
        yield f"两轮所用规则包不同（{before}，{after}），增减可能来自规则的变化。"
    if old.library != new.library:
        yield "两轮所用的已有系统清单不同。"
    if [d.sha256 for d in old.documents] == [d.sha256 for d in new.documents]:
        yield "两轮的文件完全相同。"
