"""Faults: each function changes one thing of a proposal and returns the finding a reviewer owes for it.

To add one, write the function in the file of its subject and put it into that file's FAULTS.
tests/benchmarks/test_faults.py builds a document with and without it and reads the written file itself,
to prove that the fault is there and was not there before.
"""

from collections.abc import Callable

from benchmarks.submissions.expected import Expected
from benchmarks.submissions.faults import budget, content, form
from benchmarks.submissions.proposal import Proposal

Fault = Callable[[Proposal], Expected]

FAULTS: dict[str, Fault] = {f.__name__: f for f in (*form.FAULTS, *content.FAULTS, *budget.FAULTS)}
