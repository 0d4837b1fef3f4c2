"""Shapes of faults that fit any pack: each returns a fault, named by its caller, for one rule.

    "crypto_unsaid": unsaid("JL-12", "密码", may=("JL-16",))

Text of a proposal is changed wherever it stands, so that no other chapter says what the fault leaves out.
"""

from benchmarks.submissions.faults.shapes.costs import (
    amount_off,
    costed,
    module_again,
    not_costed,
    rebased,
    recosted,
    row_twice,
    total_differs,
)
from benchmarks.submissions.faults.shapes.facts import declares, not_attached, undeclared
from benchmarks.submissions.faults.shapes.lists import (
    attached_wrong,
    point_weight_wrong,
    single_brand,
    tax_wrong,
)
from benchmarks.submissions.faults.shapes.outline import chapter_gone, chapters_swapped, emptied
from benchmarks.submissions.faults.shapes.texts import Fault
from benchmarks.submissions.faults.shapes.words import reckons_wrongly, retitled, reworded, says, unsaid

__all__ = [
    "Fault",
    "amount_off",
    "attached_wrong",
    "chapter_gone",
    "chapters_swapped",
    "costed",
    "declares",
    "emptied",
    "module_again",
    "not_attached",
    "not_costed",
    "point_weight_wrong",
    "rebased",
    "reckons_wrongly",
    "recosted",
    "retitled",
    "reworded",
    "row_twice",
    "says",
    "single_brand",
    "tax_wrong",
    "total_differs",
    "undeclared",
    "unsaid",
]
