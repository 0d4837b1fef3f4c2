"""Every check there is. A new check is one module and one line here."""

from typing import cast

from proposal_check.checks import (
    name_template,
)
from proposal_check.checks.case import Check

_MODULES = (name_template,)

CHECKS: dict[str, Check] = {module.__name__.rpartition(".")[2]: cast(Check, module) for module in _MODULES}
