"""How a batch is run, and run.json, which says what its results hang on besides the files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from proposal_check import __version__
from proposal_check.batch.row import STATUSES, Row
from proposal_check.model.finding import Waiver
from proposal_check.overlap.library import load_library
from proposal_check.packs.schema import Pack
from proposal_check.packs.waivers import load_waivers
from proposal_check.report.audience import Audience
from proposal_check.report.json_values import dump
from proposal_check.report.wording import plain
from proposal_check.review.waivers import WaiverAccount


@dataclass(frozen=True, slots=True)
class Options:
    """How to run a batch: `deadline` in seconds for one submission, `memory` in MB for one process.

    `funds` are last year's funds for informatization in 元, for rules on a share of them.
    """

    pack: str
    today: date
    library: Path | None = None
    waivers: Path | None = None
    audience: Audience = Audience.reviewer
    jobs: int = 1
    deadline: float = 300.0
    memory: int = 3072
    resume: bool = False
    funds: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What every submission of a batch is held against: the state of the library, the waivers."""

    library: str | None
    waivers: tuple[Waiver, ...]


def load_given(options: Options) -> Given:
    """Load library and waivers once, so that a wrong one stops the batch before it begins."""
    library = load_library(options.library).state if options.library else None
    return Given(library, load_waivers(options.waivers) if options.waivers else ())


def deciding(options: Options, pack: Pack, given: Given) -> list[str]:
    """List everything but the files that decides a submission's result; the day does where waivers are."""
    waivers = [options.today.isoformat(), *map(repr, given.waivers)] if given.waivers else []
    return [__version__, pack.sha256, given.library or "", options.audience.value, *waivers]


def run_json(
    options: Options, pack: Pack, given: Given, account: WaiverAccount, rows: Sequence[Row]
) -> bytes:
    """Encode what a batch was run with; equal for equal settings, however many processes and restarts."""
    return dump(
        {
            "tool_version": __version__,
            "pack": {"id": pack.manifest.id, "version": pack.manifest.version, "sha256": pack.sha256},
            "library": given.library,
            "audience": options.audience.value,
            "today": options.today.isoformat(),
            "deadline_seconds": options.deadline,
            "memory_mb": options.memory,
            "last_year_funds_yuan": None if options.funds is None else plain(options.funds),
            "waivers": {
                "active": [w.target for w in account.active],
                "expired": [w.target for w in account.expired],
                "unused": [w.target for w in account.unused],
            },
            "submissions": {status: sum(row.status == status for row in rows) for status in STATUSES},
        }
    )
