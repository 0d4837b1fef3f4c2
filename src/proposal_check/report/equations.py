"""The equations of the whole submission: of the proposal's budget and of those attached to it."""

from proposal_check.model.budget import BudgetReading, Identity
from proposal_check.model.finding import Review


def readings(review: Review) -> tuple[BudgetReading, ...]:
    """Give the proposal's budget, then the attached ones."""
    return (review.budget, *review.budget.attached)


def equations(review: Review) -> tuple[Identity, ...]:
    """Give the equations of all budgets, those of the proposal first."""
    return tuple(identity for reading in readings(review) for identity in reading.identities)
