"""A figure that the state no longer sets, or whose source is not certain, can only advise."""

from collections.abc import Iterator
from typing import Any

import pytest

from proposal_check.batch.parts import LIMIT
from proposal_check.packs.load import load_pack, pack_ids


def _figures(params: Any) -> Iterator[str]:
    """Yield the figures that a rule's params name, however deep."""
    if isinstance(params, dict):
        for key, value in params.items():
            yield from [value] if key.endswith("_figure") and value else _figures(value)
    elif isinstance(params, list | tuple):
        for value in params:
            yield from _figures(value)


@pytest.mark.parametrize("pack_id", pack_ids())
def test_no_rule_demands_on_an_uncertain_figure(pack_id: str) -> None:
    pack = load_pack(pack_id)
    resting = [(rule, pack.norms.figures[name]) for rule in pack.rules for name in _figures(rule.params)]
    assert [rule.id for rule, figure in resting if figure.advisory and rule.severity == "must"] == []


@pytest.mark.parametrize("pack_id", pack_ids())
def test_a_figure_of_low_confidence_or_a_free_price_is_advisory(pack_id: str) -> None:
    figures = load_pack(pack_id).norms.figures
    sure = {name for name, f in figures.items() if f.confidence == "high" and not f.liberalised}
    assert {name for name, f in figures.items() if not f.advisory} == sure


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_figure_serves_a_rule(pack_id: str) -> None:
    pack = load_pack(pack_id)
    used = {name for rule in pack.rules for name in _figures(rule.params)}
    batch = {name for name in pack.norms.figures if name.startswith(LIMIT)}
    assert set(pack.norms.figures) - used - batch == set()
