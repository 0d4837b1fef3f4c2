"""Which generated submissions a benchmark run looks at: quick (under three minutes) or full.

A full run does not multiply everything by everything: each base is written in every format, each fault put
into every base it fits, and formats are dealt out in turn to faults and to conversions, so that each comes up
with every base or every kind of fault without all their products.
"""

from benchmarks.measure.rules import Case
from benchmarks.submissions.coverage import applicable, bases, editable
from benchmarks.submissions.faults import FAULTS
from benchmarks.submissions.formatting import FORMATS

MAIN, PLAIN = "smart_parking", "typed"
ATTACHED = "budget_attached"
EXTENDING = ("cn-proposal", "cn-invest-2023", "zj-feasibility")
_SHORT, _SECOND = "after_school", "rural_logistics"
_PDFS_EACH = 2
_LAYOUTS = ("header_of_two_levels", "numbered_columns", "one_price_for_many", "function_points")


def packs(full: bool = True) -> list[str]:
    """Name the packs that have base proposals and faults; a quick run leaves out `EXTENDING` ones."""
    return [name for name in FAULTS if bases(name) and (full or name not in EXTENDING)]


def all_bases(full: bool = True) -> list[str]:
    return [base for name in packs(full) for base in bases(name)]


def sound(full: bool) -> list[Case]:
    """Cases in which nothing must be changed: bases in all formats, every harmless edit."""
    styles = {b: list(FORMATS) if full or b == MAIN else [PLAIN] for b in all_bases(full)}
    clean = [Case(base, style) for base, chosen in styles.items() for style in chosen]
    chosen_bases = [base for base in all_bases() if base in bases("linan")]
    edited = [Case(b, PLAIN, edits=(e,)) for b in (chosen_bases if full else [MAIN]) for e in editable(b)]
    return clean + edited


def faulty(full: bool) -> list[Case]:
    """Every fault in the main base of its pack; with `full` in every base it fits, formats in turn."""
    styles = list(FORMATS) if full else [PLAIN]
    cases: list[Case] = []
    for pack in packs(full):
        chosen = bases(pack) if full else [MAIN if MAIN in bases(pack) else bases(pack)[0]]
        for base in chosen:
            for fault in applicable(pack, base):
                cases.append(Case(base, styles[len(cases) % len(styles)], fault))
    return cases


def printed(full: bool) -> list[Case]:
    """Cases that are converted to PDF."""
    if full:
        styles = list(FORMATS)
        pairs = [(b, styles[(i * _PDFS_EACH + k) % len(styles)]) for i, b in enumerate(all_bases())
                 for k in range(_PDFS_EACH)]  # fmt: skip
    else:
        pairs = [(base, style) for base in (MAIN, _SHORT) for style in ("word", "threeline")]
    return [Case(*pair) for pair in pairs] + [Case(MAIN, "word", edits=(edit,)) for edit in _LAYOUTS]


def old_word(full: bool) -> list[Case]:
    """Cases that are converted to .doc."""
    return [Case(b, "word") for b in ((MAIN, _SHORT, _SECOND) if full else (_SHORT,))]


def scanned(full: bool) -> list[Case]:
    """Cases that are printed and scanned: recognising text takes seconds a page."""
    return [Case(_SHORT, "songti")] if full else []


def workbooks(full: bool) -> list[Case]:
    """Cases with an attached workbook."""
    return [Case(base, PLAIN, edits=(ATTACHED,)) for base in (bases("linan") if full else [MAIN])]
