"""Processes that hang, die or run out of memory cost one task each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from multiprocessing import active_children

import pytest
from batch.targets import greedy, obey, stillborn

from proposal_check.batch.pool import work
from proposal_check.batch.row import Row
from proposal_check.batch.submissions import Task
from proposal_check.batch.worker import Settings
from proposal_check.report.audience import Audience

SETTINGS = Settings("linan", "", None, None, Audience.reviewer, date(2026, 1, 1), 2048)


def _work(names: Sequence[str], jobs: int, deadline: float = 60) -> dict[str, Row]:
    tasks = [Task(name, name, name) for name in names]
    return {task.name: row for task, row in work(tasks, SETTINGS, jobs, deadline, obey)}


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_every_task_has_one_row(jobs: int) -> None:
    names = [f"t{i}" for i in range(7)]
    rows = _work(names, jobs)
    assert sorted(rows) == names
    assert {row.status for row in rows.values()} == {"reviewed"}
    assert len({row.message for row in rows.values()}) <= jobs


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_worker_that_hangs_or_dies_is_replaced(jobs: int) -> None:
    rows = _work(["a", "hang", "b", "die", "die2", "c", "memory", "d"], jobs, deadline=1)
    statuses = {name: row.status for name, row in rows.items()}
    assert statuses == {
        "a": "reviewed", "hang": "timeout", "b": "reviewed", "die": "crashed", "die2": "crashed",
        "c": "reviewed", "memory": "memory", "d": "reviewed",
    }  # fmt: skip
    assert "1秒" in rows["hang"].message


def test_no_process_is_left_when_the_reader_stops() -> None:
    rows = work([Task(n, n, n) for n in ("a", "hang", "b")], SETTINGS, 2, 600, obey)
    next(rows)
    rows.close()  # type: ignore[attr-defined]
    assert [p for p in active_children() if p.name.startswith("SpawnProcess")] == []


def test_memory_is_bounded() -> None:
    ((_, row),) = work([Task("a", "a", "a")], replace(SETTINGS, memory=512), 1, 60, greedy)
    assert row.status == "memory"


def test_workers_that_cannot_start_are_a_bug_not_a_row() -> None:
    with pytest.raises(RuntimeError):
        list(work([Task("a", "a", "a")], SETTINGS, 1, 10, stillborn))
