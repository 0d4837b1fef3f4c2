"""Which generated submissions a benchmark run looks at: quick (under two minutes) or full."""

from itertools import product

from benchmarks.measure.rules import Case
from benchmarks.submissions.coverage import applicable, bases, editable
from benchmarks.submissions.faults import FAULTS
from benchmarks.submissions.formatting import FORMATS

MAIN, PLAIN = "smart_parking", "typed"
_PDF_QUICK = ("word", "threeline")
_PDF_FULL = ("word", "typed", "decimal", "boxes", "threeline")
_LAYOUTS = ("header_of_two_levels", "numbered_columns", "one_price_for_many", "function_points")


def packs() -> list[str]:
    """Name the packs that have base proposals and faults."""
    return [name for name in FAULTS if bases(name)]


def all_bases() -> list[str]:
    return [base for name in packs() for base in bases(name)]


def sound(full: bool) -> list[Case]:
    """Cases in which nothing must be changed: bases in all formats, every harmless edit."""
    styles = {base: list(FORMATS) if full or base == MAIN else [PLAIN, "word"] for base in all_bases()}
    clean = [Case(base, style) for base, chosen in styles.items() for style in chosen]
    chosen_bases = [base for base in all_bases() if base in bases("linan")]
    edited = [Case(b, PLAIN, edits=(e,)) for b in (chosen_bases if full else [MAIN]) for e in editable(b)]
    return clean + edited


def faulty(full: bool) -> list[Case]:
    """Every fault in the main base; with `full` in every base it fits, in two formats."""
    if not full:
        chosen = [(name, MAIN if MAIN in bases(name) else bases(name)[0], PLAIN) for name in packs()]
    else:
        chosen = [(n, base, style) for n in packs() for base in bases(n) for style in (PLAIN, "word")]
    return [Case(base, style, fault) for n, base, style in chosen for fault in applicable(n, base)]


def printed(full: bool) -> list[Case]:
    """Cases that are converted to PDF."""
    quick = [base for base in all_bases() if base in (MAIN, all_bases()[0])]
    chosen = product(all_bases(), _PDF_FULL) if full else product(quick, _PDF_QUICK)
    twins = [Case(base, style) for base, style in chosen]
    return twins + [Case(MAIN, "word", edits=(edit,)) for edit in _LAYOUTS]
