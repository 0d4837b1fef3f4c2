"""The only place where rules meet checks."""

from proposal_check.review.binding import BoundRule, bind, load_bound
from proposal_check.review.engine import review

__all__ = ["BoundRule", "bind", "load_bound", "review"]
