"""The overlaps that findings speak of; what is merely near, used or elsewhere is no matter for a letter."""

from proposal_check.model.finding import Review
from proposal_check.model.overlap import Overlap, OverlapKind

_KINDS: dict[str, OverlapKind] = {
    "overlap_functions": "function",
    "overlap_passages": "passage",
    "overlap_platforms": "platform",
}


def told_overlaps(review: Review) -> tuple[Overlap, ...]:
    """Pick the overlaps with what a finding names, in their order; a platform only where it is built."""
    found = [(kind, f) for f in review.findings if (kind := _KINDS.get(f.check))]
    named = {(kind, f.subject) for kind, f in found}
    quoted = {(kind, anchor) for kind, f in found for anchor in f.anchors}
    return tuple(
        o
        for o in review.overlap.overlaps
        if o.stance in ("build", "unclear")
        and ((o.kind, o.entry_name) in named or (not o.entry and (o.kind, o.mine) in quoted))
        and (o.kind != "platform" or o.stance == "build")
    )
