"""The journal: what a kill leaves, what counts as finished, who may write."""

import json
from pathlib import Path

import pytest

from proposal_check.batch.journal import NAME, Entry, Journal, sha256
from proposal_check.batch.row import RETRIED, STATUSES, Problem, Row, row_from
from proposal_check.batch.submissions import Task
from proposal_check.errors import UsageError

ROW = Row("甲", "reviewed", total_yuan="1.5", problems=(Problem("LA-F01", "名称", "must", 2),),
          facts={"attachments": ("附件",), "has_hardware": True, "total_yuan": 1.5},
          modules=("缴费",), matched=("LA-F01",))  # fmt: skip
TASKS = [Task("甲", "甲", "k1"), Task("乙", "乙", "k2")]


def _entry(row: Row = ROW, key: str = "k1", files: dict[str, str] | None = None) -> Entry:
    return Entry(row.name, key, row, files or {})


def _finished(out: Path) -> dict[str, Entry]:
    with Journal(out) as journal:
        return journal.finished(TASKS)


def test_a_row_survives_json() -> None:
    assert row_from(json.loads(json.dumps(ROW.as_data()))) == ROW


def test_what_was_added_is_finished(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.add(_entry())
    assert _finished(tmp_path) == {"甲": _entry()}


@pytest.mark.parametrize("cut", range(1, 40, 3))
def test_half_a_line_is_cut_off_and_the_next_starts_clean(cut: int, tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.add(_entry())
    with (tmp_path / NAME).open("ab") as file:
        file.write(_entry(Row("乙", "reviewed"), "k2").line()[:cut])
    with Journal(tmp_path) as journal:
        assert journal.finished(TASKS).keys() == {"甲"}
        journal.add(_entry(Row("乙", "reviewed"), "k2"))
    assert _finished(tmp_path).keys() == {"甲", "乙"}


@pytest.mark.parametrize("line", [b"{}\n", b"[]\n", b"\n", b"null\n", b"\xff\n", b'{"name": 1}\n'])
def test_a_damaged_line_counts_as_not_there(line: bytes, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(line + _entry().line())
    assert _finished(tmp_path).keys() == {"甲"}


@pytest.mark.parametrize("status", STATUSES)
def test_only_what_may_go_better_is_tried_again(status: str, tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.add(_entry(Row("甲", status)))  # type: ignore[arg-type]
    assert bool(_finished(tmp_path)) is (status not in RETRIED)


def test_another_key_or_a_changed_file_is_not_finished(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("x")
    good = {"letter": sha256(tmp_path / "letter")}
    with Journal(tmp_path) as journal:
        journal.add(_entry(files=good))
        assert journal.finished(TASKS)
        assert not journal.finished([Task("甲", "甲", "other")])
        (tmp_path / "letter").write_text("y")
        assert not journal.finished(TASKS)
        (tmp_path / "letter").unlink()
        assert not journal.finished(TASKS)


def test_two_runs_cannot_write_at_once(tmp_path: Path) -> None:
    with Journal(tmp_path), pytest.raises(UsageError, match="另一个"):
        Journal(tmp_path)
    assert _finished(tmp_path) == {}


def test_settling_puts_the_lines_in_order(tmp_path: Path) -> None:
    second = _entry(Row("乙", "reviewed"), "k2")
    with Journal(tmp_path) as journal:
        journal.add(second)
        journal.add(_entry())
        journal.settle([_entry(), second])
    assert (tmp_path / NAME).read_bytes() == _entry().line() + second.line()
    assert [p.name for p in tmp_path.iterdir()] == [NAME]
