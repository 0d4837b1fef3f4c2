"""`schema`: the contract of review.json for programs that read it."""

import json

import typer


def schema() -> None:
    """输出 review.json 的 JSON Schema。"""
    from proposal_check.report.review_schema import review_schema

    typer.echo(json.dumps(review_schema(), ensure_ascii=False, indent=2))
