"""Require one total investment throughout: text, cover, key-value tables, budget tables, capitals."""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from proposal_check.checks.budget_view import inapplicable, review, yuan
from proposal_check.checks.case import Case
from proposal_check.model.budget import Amount
from proposal_check.model.finding import Hit
from proposal_check.model.where import where

VALUES = frozenset({"fault", "statements"})


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def run(case: Case, params: Params) -> Iterable[Hit]:
    """Yield one hit that lists every total stated, when some pair cannot be the same amount."""
    del params
    stated = list(_statements(case))
    yield from _capitals(case)
    for identity in case.budget.identities:
        if identity.name == "I6" and identity.state == "unchecked":
            yield review("总投资", f"{identity.reason}：{identity.formula}，请核对", identity.anchors)
    if not stated:
        yield review("总投资", "未能从方案中找到写明单位的总投资，请核对各处总投资是否一致")
    elif len(stated) == 1:
        yield inapplicable("总投资", "方案中只有一处可识别的总投资，无从比对")
    elif max(a.low for _, a in stated) > min(a.high for _, a in stated):
        listed = "，".join(f"{place}为{yuan(a.value)}" for place, a in stated)
        values = {"fault": "总投资前后不一致", "statements": listed}
        yield Hit("总投资", values, tuple(a.anchor for _, a in stated))


def _statements(case: Case) -> Iterator[tuple[str, Amount]]:
    """Yield each place with its total; equal amounts in one kind of place are said once.

    What a person is asked about is no statement of the total yet.
    """
    seen: set[tuple[str, object]] = set()
    asked = {i.anchors[0] for i in case.budget.identities if i.name == "I6" and i.state == "unchecked"}
    amounts = [(s.where, s.amount) for s in case.budget.totals if s.amount.anchor not in asked]
    if case.budget.total and case.budget.total not in [amount for _, amount in amounts]:
        amounts.append(("概算表", case.budget.total))
    texts = [s.amount.anchor for s in case.budget.totals]
    tables = [i for i in case.budget.identities if i.name == "I6" and i.anchors[0] not in texts]
    for place, amount in amounts:
        words = where(case.document, amount.anchor)
        key = (place, amount.value)
        if key not in seen:
            seen.add(key)
            yield f"{place}（{words}）" if words else place, amount
    for identity in tables:
        if identity.stated is not None and identity.state == "broken":
            value = identity.stated
            yield identity.subject, Amount(value, value, value, "元", "", identity.anchors[0])


def _capitals(case: Case) -> Iterator[Hit]:
    for identity in case.budget.identities:
        if identity.name == "I10" and identity.state == "broken":
            values = {"fault": "大写金额与小写金额不一致", "statements": identity.formula}
            yield Hit("大写金额", values, identity.anchors)
