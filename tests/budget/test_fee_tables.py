"""Fee tables against the worked examples of their sources."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proposal_check.budget.figures.fee_tables import fee_range, half_up
from proposal_check.packs.load import load_pack
from proposal_check.packs.schema import Figure

FIGURES = load_pack("cn-feasibility").norms.figures


@pytest.mark.parametrize(
    ("name", "base", "low", "high"),
    [
        ("supervision_fee", 500, "16.5", "16.5"),
        ("supervision_fee", 750, "23.3", "23.3"),
        ("supervision_fee", 499, None, None),
        ("tender_fee_goods", 500, "5.9", "5.9"),
        ("tender_fee_works", 6000, "22.55", "22.55"),
        ("management_fee", 20000, "240", "240"),
        ("consulting_fee_feasibility", 3000, "12", "12"),
        ("design_fee", 4000, "133.85", "133.85"),
        ("integration_share", 100, "6", "8"),
        ("reserve_share", 100, "5", "10"),
    ],
)
def test_worked_examples(name: str, base: int, low: str | None, high: str | None) -> None:
    fee = fee_range(FIGURES[name], Decimal(base) * 10_000)
    found = (fee.low, fee.high) if fee else (None, None)
    assert found == tuple(Decimal(v) * 10_000 if v else None for v in (low, high))


@settings(max_examples=60)
@given(
    st.sampled_from([f for f in FIGURES.values() if f.brackets]),
    st.integers(1, 10**6),
    st.integers(1, 10**5),
)
def test_a_larger_base_never_pays_less(figure: Figure, base: int, more: int) -> None:
    small, large = (fee_range(figure, Decimal(b) * 10_000) for b in (base, base + more))
    if small and large:
        assert small.low <= small.high
        assert small.low <= large.low
        assert small.high <= large.high


def test_half_up_as_a_spreadsheet() -> None:
    assert [half_up(Decimal(v), 2) for v in ("0.125", "0.135", "2.675")] == [
        Decimal("0.13"), Decimal("0.14"), Decimal("2.68"),
    ]  # fmt: skip
