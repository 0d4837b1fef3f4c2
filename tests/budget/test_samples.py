"""Budgets of real documents, worked through by hand."""

from pathlib import Path

import pytest

from proposal_check.budget.reading import read_budget
from proposal_check.model.budget import BudgetReading

SAMPLES = Path(__file__).parents[2] / ".." / "shared" / "samples"

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the folder ../shared/samples is not here")


def _read(name: str) -> BudgetReading:
    from proposal_check.parse import read

    return read_budget(read(SAMPLES / f"{name}.docx"))


def test_a_list_whose_total_stands_below() -> None:
    reading = _read("funeral_plan")
    assert [(t.kind, t.unit, len(t.rows)) for t in reading.tables] == [("other", "元", 7)]
    assert [(i.name, i.state, i.stated) for i in reading.identities] == [("I3", "holds", 91_000)]


def test_roles_with_a_daily_price_and_no_unit() -> None:
    reading = _read("cost_by_role")
    assert [t.kind for t in reading.tables] == ["staffing", "staffing"]
    assert {i.state for i in reading.identities} == {"unchecked"}
    assert {(r.per, r.sure) for r in reading.rates} == {("人日", False)}
    assert [int(r.value) for r in reading.rates] == [1000] * 5 + [900] * 2 + [800] * 3 + [500]


def test_totals_merged_beside_their_rows_and_another_total_in_the_text() -> None:
    reading = _read("cost_function_points")
    assert [(t.kind, t.unit, len(t.rows)) for t in reading.tables] == [
        ("function_points", None, 45),
        ("effort", "万元", 21),
    ]
    assert [i.state for i in reading.identities if i.name == "I8" and i.table is not None] == ["holds"] * 46
    sums = [i for i in reading.identities if i.name == "I2" and i.table is not None]
    assert [i.state for i in sums] == ["holds"] * 14
    said = [i.formula for i in reading.identities if i.table is None and i.state == "holds"]
    assert "1000元/天*455天=45.5万元" in "".join("".join(said).split())
    assert [int(i.stated or 0) for i in sums[:7]] == [
        200_000,
        1_200_000,
        600_000,
        300_000,
        200_000,
        500_000,
        100_000,
    ]
    assert [int(i.stated or 0) for i in sums[7:]] == [35, 195, 95, 50, 40, 20, 20]
    assert [
        (s.amount.value, i.state)
        for s, i in zip(reading.totals, (i for i in reading.identities if i.name == "I6"), strict=True)
    ] == [(600_600, "unchecked")]


def test_a_schedule_with_a_budget_column() -> None:
    reading = _read("integration_plan")
    assert [t.kind for t in reading.tables] == ["staffing", "effort", "hardware", "summary"]
    stated = [(i.name, i.state, i.stated) for i in reading.identities]
    assert stated == [("I3", "holds", 846_500), ("I6", "holds", 846_500), ("I7", "unchecked", None)]
    assert {(r.per, r.sure) for r in reading.rates} == {("人日", True)}


@pytest.mark.parametrize(
    "name", ["technical_bid", "feedback_plan_v1", "feedback_plan_v2", "smart_building_plan", "bim_note"]
)
def test_documents_without_a_budget(name: str) -> None:
    reading = _read(name)
    assert (reading.tables, reading.unread, reading.identities, reading.total) == ((), (), (), None)
