"""Faults: each function changes one thing of a proposal and returns the finding a reviewer owes for it.

To add one, write the function and put it into FAULTS. `tests/benchmarks/test_faults.py` then builds a
document with and without it and reads the file itself to prove that the fault is there.
"""

from collections.abc import Callable

from benchmarks.submissions.expected import Expected
from benchmarks.submissions.proposal import Proposal

Fault = Callable[[Proposal], Expected]

FAULTS: dict[str, Fault] = {}
