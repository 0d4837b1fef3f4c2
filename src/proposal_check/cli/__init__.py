"""The command line, one file per group of verbs. Imports are lazy, so that `--help` answers at once."""

from proposal_check.cli.process import main

__all__ = ["main"]
