"""Run every rule case: only its rule, and the outcome and the findings must be exactly those listed."""

from functools import cache

import pytest
from markup import parse
from rules.case_files import KINDS, RuleCase, all_cases

from proposal_check.model.finding import Finding
from proposal_check.packs.load import load_pack
from proposal_check.packs.schema import Pack
from proposal_check.review import BoundRule, bind
from proposal_check.review.engine import Judged, judge, make_case
from proposal_check.review.readings import readings


@cache
def _bound(pack_id: str) -> tuple[Pack, dict[str, BoundRule]]:
    pack = load_pack(pack_id)
    return pack, {bound.rule.id: bound for bound in bind(pack)}


def run_case(case: RuleCase) -> Judged:
    pack, rules = _bound(case.pack)
    submission, library = parse(case.markup)
    return judge(rules[case.rule], make_case(submission, pack, readings(submission, pack, library)))


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_case(case: RuleCase) -> None:
    if case.kind not in KINDS:
        pytest.fail(case.title, pytrace=False)
    judged = run_case(case)
    left = list(judged.findings)
    absent = []
    for severity, subject, message in case.findings:
        twin = next((f for f in left if _is(f, severity, subject, message)), None)
        if twin is None:
            absent.append(f"  - {severity} | {subject} | {message}")
        else:
            left.remove(twin)
    unlisted = [f"  + {f.severity} | {f.subject} | {f.message}  ({'、'.join(f.places)})" for f in left]
    if judged.result.outcome != case.outcome or absent or unlisted:
        head = f"{case}\noutcome {judged.result.outcome}, expected {case.outcome}: {judged.result.reason}"
        pytest.fail("\n".join([head, *absent, *unlisted]), pytrace=False)


def _is(finding: Finding, severity: str, subject: str, message: str) -> bool:
    return finding.severity == severity and subject in finding.subject and message in finding.message
