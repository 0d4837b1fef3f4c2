"""A batch from beginning to end: find, review what is not done yet, compare, sum up."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from proposal_check.batch import shared, worker
from proposal_check.batch.journal import Entry, Journal, sha256
from proposal_check.batch.options import Given, Options, deciding, load_given, run_json
from proposal_check.batch.parts import ask_about_parts
from proposal_check.batch.pool import work
from proposal_check.batch.portfolio import judge_portfolio
from proposal_check.batch.row import FOLDER, Row
from proposal_check.batch.submissions import Task, find_tasks
from proposal_check.batch.summary import Summary, summarise
from proposal_check.batch.summary_html import write_summary_html
from proposal_check.batch.summary_xlsx import write_summary_xlsx
from proposal_check.packs.load import load_pack
from proposal_check.packs.schema import Pack
from proposal_check.review import bind
from proposal_check.review.waivers import account

RECORD = "run.json"


def _quiet(*_: object) -> None:
    """Show no progress."""


def run_batch(
    folder: Path,
    out: Path,
    options: Options,
    started: Callable[[int, int], object] = _quiet,
    progress: Callable[[Row], object] = _quiet,
) -> Summary:
    """Review every submission of a folder into `out`; write summary.xlsx, summary.html and run.json.

    With `resume` what an earlier run finished is kept if nothing that decides it has changed. `started` gets
    the number of submissions and of those already done, `progress` every row as it is done. Raises UsageError
    and PackError before anything is reviewed.
    """
    pack = load_pack(options.pack)
    bind(pack)
    given = load_given(options)
    tasks = find_tasks(folder, out, deciding(options, pack, given))
    with Journal(out) as journal:
        done = journal.finished(tasks) if options.resume else {}
        _clear(out, tasks, done)
        started(len(tasks), len(done))
        for entry in _review_rest(tasks, done, out, options):
            done[entry.name] = entry
            journal.add(entry)
            progress(entry.row)
        entries = [done[task.name] for task in tasks]
        journal.settle(entries)
        summary = _sum_up(entries, out, pack, given, options)
        (out / RECORD).write_bytes(run_json(options, pack, given, summary.waivers, summary.rows))
        return summary


def _review_rest(
    tasks: Iterable[Task], done: Mapping[str, Entry], out: Path, options: Options
) -> Iterator[Entry]:
    left = [task for task in tasks if task.name not in done]
    for task, row in work(left, _worker_settings(out, options), options.jobs, options.deadline):
        yield _entry(task, row, out)


def _worker_settings(out: Path, options: Options) -> worker.Settings:
    return worker.Settings(
        pack=options.pack,
        out=str(out),
        library=str(options.library) if options.library else None,
        waivers=str(options.waivers) if options.waivers else None,
        audience=options.audience,
        today=options.today,
        memory=options.memory,
    )


def _clear(out: Path, tasks: Iterable[Task], done: dict[str, Entry]) -> None:
    """Remove what no finished submission owns: results of an earlier run, half-written folders."""
    for path in _inside(out / FOLDER):
        if path.name not in done or not done[path.name].files:
            shutil.rmtree(path, ignore_errors=True)
    kept = shared.used(task.key for task in tasks if task.name in done)
    for path in _inside(out / shared.FOLDER):
        if path.name not in kept:
            path.unlink()
    for name in ("summary.xlsx", "summary.html", RECORD):
        (out / name).unlink(missing_ok=True)


def _inside(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def _entry(task: Task, row: Row, out: Path) -> Entry:
    """Note a row with the files it stands for; of one that failed nothing stays."""
    folder = out / FOLDER / task.name
    if row.status != "reviewed":
        shutil.rmtree(folder, ignore_errors=True)
        for name in shared.used([task.key]):
            (out / shared.FOLDER / name).unlink(missing_ok=True)
        return Entry(task.name, task.key, row, {})
    files = [*_inside(folder), *(out / shared.FOLDER / name for name in shared.used([task.key]))]
    return Entry(task.name, task.key, row, {str(f.relative_to(out)): sha256(f) for f in sorted(files)})


def _sum_up(entries: Sequence[Entry], out: Path, pack: Pack, given: Given, options: Options) -> Summary:
    prints = [shared.load_prints(e.name, out, e.key) for e in entries if e.row.status == "reviewed"]
    rows = [e.row for e in entries]
    summary = summarise(
        rows,
        shared.compare(prints),
        [*judge_portfolio(rows, pack, options.funds), *ask_about_parts(rows, pack)],
        account({target for row in rows for target in row.matched}, given.waivers, options.today),
        pack,
    )
    write_summary_xlsx(summary, out / "summary.xlsx")
    write_summary_html(summary, out / "summary.html")
    return summary
