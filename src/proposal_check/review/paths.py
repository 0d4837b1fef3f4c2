"""From paths to a review: files and what lies beside them, read, checked, waived."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from proposal_check.model.finding import Review, Waiver
from proposal_check.model.submission import Submission
from proposal_check.overlap.library import Library
from proposal_check.packs.declared import load_declared
from proposal_check.packs.schema import Pack
from proposal_check.packs.waivers import FILE as WAIVERS_FILE
from proposal_check.packs.waivers import load_waivers
from proposal_check.parse.guard import Progress, read_guarded
from proposal_check.parse.submission import read_submission
from proposal_check.review.engine import review
from proposal_check.review.readings import prepare
from proposal_check.review.waivers import waive

FACTS_FILE = "facts.yaml"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review with its findings waived, the waivers that were given, and the files by their SHA-256.

    `unasked` is a waivers file that lies among the submission's own files and was not honoured.
    """

    review: Review
    waivers: tuple[Waiver, ...]
    originals: Mapping[str, bytes]
    unasked: Path | None = None


def review_paths(
    paths: Sequence[Path],
    pack: Pack,
    library: Library | None = None,
    facts: Path | None = None,
    waivers: Path | None = None,
    progress: Progress | None = None,
    own_waivers: bool = False,
) -> Reviewed:
    """Review one submission: a file, several files or a folder.

    Facts that are not given are taken from facts.yaml in the folder; so are waivers from its waivers.yaml
    with `own_waivers`, for who checks a draft of their own: a submission must not waive its own faults.
    Raises InputError for files that cannot be reviewed, ConfigError for bad facts or waivers.
    """
    facts = facts or beside(paths, FACTS_FILE)
    own = beside(paths, WAIVERS_FILE)
    waivers = waivers or (own if own_waivers else None)
    given = load_waivers(waivers) if waivers else ()
    read = partial(read_guarded, meanwhile=prepare)
    submission = read_submission(paths, load_declared(facts) if facts else {}, progress, read)
    reviewed = waive(review(submission, pack, library), given)
    unasked = own if own and not (waivers and own.samefile(waivers)) else None
    return Reviewed(reviewed, given, original_files(paths, submission), unasked)


def original_files(paths: Iterable[Path], submission: Submission) -> dict[str, bytes]:
    """Take the bytes of the files that became a submission's documents, by their SHA-256."""
    wanted = {d.source.sha256: d.source.size for d in submission.documents}
    files = (f for path in paths for f in (path.iterdir() if path.is_dir() else (path,)) if f.is_file())
    contents = (f.read_bytes() for f in files if f.stat().st_size in wanted.values())
    return {key: data for data in contents if (key := hashlib.sha256(data).hexdigest()) in wanted}


def beside(paths: Iterable[Path], name: str) -> Path | None:
    """Find a file that lies in a submission's folder."""
    found = (path / name for path in paths if path.is_dir())
    return next((path for path in found if path.is_file()), None)
