"""Many submissions at once: a bad file is a row, never an abort; a killed run goes on where it stopped."""

from proposal_check.batch.options import Options
from proposal_check.batch.run import run_batch

__all__ = ["Options", "run_batch"]
