"""Every check there is. A new check is one module and one line here."""

from typing import cast

from proposal_check.checks import (
    attachment_listed,
    contents_in_step,
    contents_present,
    cover_elements,
    declared_total,
    name_consistency,
    name_template,
    overlap_functions,
    overlap_platforms,
    page_numbers,
    signals_absent,
)
from proposal_check.checks.case import Check

_MODULES = (
    attachment_listed,
    contents_in_step,
    contents_present,
    cover_elements,
    declared_total,
    name_consistency,
    name_template,
    overlap_functions,
    overlap_platforms,
    page_numbers,
    signals_absent,
)

CHECKS: dict[str, Check] = {module.__name__.rpartition(".")[2]: cast(Check, module) for module in _MODULES}
