"""Every check there is. A new check is one module and one line here."""

from typing import cast

from proposal_check.checks import (
    allowed_items,
    attachment_listed,
    budget_identity,
    caption_match,
    categories_present,
    contents_in_step,
    contents_present,
    cost_basis,
    cost_item_listed,
    cost_table,
    cover_elements,
    declared_total,
    effort_units_mixed,
    labour_rate,
    name_consistency,
    name_template,
    overlap_functions,
    overlap_platforms,
    page_numbers,
    rows_filled,
    signals_absent,
    stated_totals_agree,
    table_columns,
    unit_declared,
)
from proposal_check.checks.case import Check

_MODULES = (
    allowed_items,
    attachment_listed,
    budget_identity,
    caption_match,
    categories_present,
    contents_in_step,
    contents_present,
    cost_basis,
    cost_item_listed,
    cost_table,
    cover_elements,
    declared_total,
    effort_units_mixed,
    labour_rate,
    name_consistency,
    name_template,
    overlap_functions,
    overlap_platforms,
    page_numbers,
    rows_filled,
    signals_absent,
    stated_totals_agree,
    table_columns,
    unit_declared,
)

CHECKS: dict[str, Check] = {module.__name__.rpartition(".")[2]: cast(Check, module) for module in _MODULES}
