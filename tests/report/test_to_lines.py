"""findings.jsonl and findings.csv: one finding a line, and nothing that Excel would run."""

import csv
import io
import json
from dataclasses import replace

import pytest
from report import samples

from proposal_check.report.to_json import review_json
from proposal_check.report.to_lines import findings_csv, findings_jsonl


@pytest.mark.parametrize("count", [0, 1, 200])
def test_one_line_per_finding_with_the_values_of_review_json(count: int) -> None:
    made = samples.review(count)
    lines = findings_jsonl(made).decode().splitlines()
    assert [json.loads(line) for line in lines] == json.loads(review_json(made))["findings"]


@pytest.mark.parametrize("count", [0, 1, 200])
def test_csv_opens_in_excel_with_one_row_per_finding(count: int) -> None:
    content = findings_csv(samples.review(count))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["意见编号"] for row in rows] == [f.id for f in samples.review(count).findings]


@pytest.mark.parametrize(
    ("text", "written"),
    [("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@A1", "'@A1"), ("\t=1", "'=1"), ("3 = 3", "3 = 3")],
)
def test_what_looks_like_a_formula_gets_an_apostrophe(text: str, written: str) -> None:
    made = samples.review(1)
    hostile = replace(made, findings=(replace(made.findings[0], message=text),))
    (row,) = csv.DictReader(io.StringIO(findings_csv(hostile).decode("utf-8-sig")))
    assert row["事实"] == written
