"""Progress of long readings, on standard error and only where a person looks at it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proposal_check.parse.guard import Progress


@contextmanager
def reading_progress() -> "Iterator[Progress]":
    """Give a function that shows, once called, how many pages are recognised or that a file is being read."""
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Refreshed by hand: a refreshing thread would forbid forking the next reading process.
    bar = Bar(*columns, console=console, transient=True, auto_refresh=False, disable=not console.is_terminal)
    tasks: dict[str, TaskID] = {}

    def show(name: str, done: int, total: int) -> None:
        if name not in tasks:
            bar.start()
            tasks[name] = bar.add_task(f"读取 {escape(name)}", total=None)
        if total:
            bar.update(tasks[name], description=f"识别 {escape(name)}", total=total, completed=done)
        bar.refresh()

    try:
        yield show
    finally:
        bar.stop()
