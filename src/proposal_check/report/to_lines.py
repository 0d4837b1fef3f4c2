"""findings.jsonl for programs and findings.csv for Excel: one finding a line."""

import csv
import io
import json

from proposal_check.model.finding import Finding, Review
from proposal_check.report.opinions import basis_words
from proposal_check.report.to_json import finding_value
from proposal_check.report.wording import OUTCOMES, SEVERITIES, clean

# What Excel would take for a formula when it opens a CSV file.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_HEADER = (
    "意见编号", "规则", "级别", "结果", "分组", "问题", "对象", "位置", "事实", "原文", "依据", "修改建议",
    "豁免理由", "豁免经办", "豁免至",
)  # fmt: skip


def findings_jsonl(review: Review) -> bytes:
    """Encode each finding as one JSON line, the value it has in review.json."""
    lines = (json.dumps(finding_value(f), ensure_ascii=False, allow_nan=False) for f in review.findings)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", errors="backslashreplace")


def findings_csv(review: Review) -> bytes:
    """Encode the findings for Excel: UTF-8 with BOM; a text like a formula gets an apostrophe before it."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(_HEADER)
    writer.writerows([_safe(text) for text in _row(finding)] for finding in review.findings)
    return table.getvalue().encode("utf-8-sig", errors="backslashreplace")


def _row(finding: Finding) -> tuple[str, ...]:
    waiver = finding.waiver
    return (
        finding.id,
        finding.rule,
        SEVERITIES[finding.severity],
        OUTCOMES[finding.outcome],
        finding.group,
        finding.title,
        finding.subject,
        "；".join(finding.places),
        finding.message,
        "；".join(dict.fromkeys(clean(a.quote) for a in finding.anchors if clean(a.quote))),
        basis_words(finding.basis),
        finding.suggestion,
        *((waiver.reason, waiver.by, waiver.expires.isoformat()) if waiver else ("", "", "")),
    )


def _safe(text: str) -> str:
    text = clean(text)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
