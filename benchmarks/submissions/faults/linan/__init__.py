"""Faults against the rules of Lin'an, written for its outline of seventeen chapters and its 附表."""

from benchmarks.submissions.faults.linan import budget, content, declared, file, form, labour, lists, overlap

FAULTS = tuple(
    fault
    for module in (form, file, content, overlap, budget, labour, lists, declared)
    for fault in module.FAULTS
)
