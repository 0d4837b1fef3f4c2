"""Waived findings stay in every report that people read, and say so."""

from dataclasses import replace
from datetime import date

from proposal_check.model.finding import Finding, Review


def marked(review: Review, today: date | None) -> Review:
    """Say in each waived finding's own words that it is waived, by whom and until when."""
    return replace(review, findings=tuple(_marked(finding, today) for finding in review.findings))


def _marked(finding: Finding, today: date | None) -> Finding:
    waiver = finding.waiver
    if waiver is None:
        return finding
    state = (
        f"已豁免，至{waiver.expires}"
        if today is None or waiver.expires >= today
        else f"豁免已于{waiver.expires}到期"
    )
    message = f"{finding.message.rstrip('。')}〔{state}：{waiver.reason}（{waiver.by}）〕"
    return replace(finding, message=message)
