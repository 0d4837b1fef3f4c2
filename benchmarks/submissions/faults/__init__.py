"""Faults: each function changes one thing of a proposal and returns the finding a reviewer owes for it.

A folder per pack with a file per subject, or one file made of the shapes of `shapes/`. To add one, write
the function, or call a shape, and put it into the file's FAULTS. It raises LookupError where a proposal has
nothing to put it into. tests/benchmarks/test_faults.py builds a document with and without it and reads the
written file itself, to prove that the fault is there and was not before; test_contract.py asks for one per
rule.
"""

from collections.abc import Callable

from benchmarks.submissions.expected import Expected
from benchmarks.submissions.faults import jilin, laohekou, linan, national, qingpu, quzhou
from benchmarks.submissions.proposal import Proposal

Fault = Callable[[Proposal], Expected]

FAULTS: dict[str, dict[str, Fault]] = {
    "linan": linan.FAULTS,
    "jilin": jilin.FAULTS,
    "laohekou": laohekou.FAULTS,
    "qingpu": qingpu.FAULTS,
    "quzhou": quzhou.FAULTS,
    "cn-feasibility": national.FEASIBILITY,
    "cn-proposal": national.PROPOSAL,
    "cn-invest-2023": national.INVESTMENT,
    "zj-feasibility": national.ZHEJIANG,
}
