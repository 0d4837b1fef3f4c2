"""Reading in a process that can be killed: the same Document, and an end whatever the reader does."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from parse.docx_writer import package, para

from proposal_check.errors import UnreadableFile
from proposal_check.model.document import Document
from proposal_check.parse import guard, limits, read
from proposal_check.parse.guard import ReaderError, read_guarded

Reader = Callable[..., Document]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "方案.docx"
    path.write_bytes(package(para("正文")))
    return path


def plant(monkeypatch: pytest.MonkeyPatch, reader: Callable[..., object]) -> None:
    """Put a reader of ours into the child, which inherits it by forking."""
    monkeypatch.setattr(guard.threading, "active_count", lambda: 1)
    monkeypatch.setattr(sys.modules["proposal_check.parse.read"], "read", reader)


def test_the_document_is_the_same(plan: Path) -> None:
    assert read_guarded(plan) == read(plan)


def test_from_a_program_with_threads(plan: Path) -> None:
    stop = threading.Event()
    other = threading.Thread(target=stop.wait)
    other.start()
    try:
        assert read_guarded(plan) == read(plan)
    finally:
        stop.set()


def test_a_refusal_keeps_message_and_advice(tmp_path: Path) -> None:
    path = tmp_path / "方案.docx"
    path.write_bytes(b"")
    with pytest.raises(UnreadableFile) as plain:
        read(path)
    with pytest.raises(UnreadableFile) as guarded:
        read_guarded(path)
    assert str(guarded.value) == str(plain.value)


def test_progress_comes_through(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(path: Path, progress: Callable[[int, int], None]) -> Document:
        progress(1, 2)
        progress(2, 2)
        return read(path)

    plant(monkeypatch, slow)
    told: list[tuple[str, int, int]] = []
    read_guarded(plan, lambda *message: told.append(message))
    assert [message for message in told if message[2]] == [("方案.docx", 1, 2), ("方案.docx", 2, 2)]


def test_a_silent_reading_is_told_to_go_on(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "TICK", 1e-4)
    told: list[tuple[str, int, int]] = []
    assert read_guarded(plan, lambda *message: told.append(message)) == read(plan)
    assert set(told) == {("方案.docx", 0, 0)}


def eat(path: Path, _: object) -> Document:
    return read(path.with_name(str(len(bytes(2**30)))))


def spin(*_: object) -> None:
    while True:
        pass


@pytest.mark.parametrize(
    ("reader", "words"),
    [
        (lambda *_: time.sleep(60), "1 秒内没有读完"),
        (spin, "1 秒内没有读完"),
        (lambda *_: os._exit(7), "代码 7"),
        (lambda *_: os.kill(os.getpid(), signal.SIGKILL), "信号 9"),
        (eat, "内存上限"),
    ],
)
def test_a_reader_that_goes_wrong_is_a_refusal(
    plan: Path, monkeypatch: pytest.MonkeyPatch, reader: Callable[..., object], words: str
) -> None:
    plant(monkeypatch, reader)
    monkeypatch.setattr(limits, "READ_SECONDS", 1)
    monkeypatch.setattr(limits, "MEMORY_BYTES", 2**29)
    with pytest.raises(UnreadableFile, match=words) as caught:
        read_guarded(plan)
    assert "方案.docx" in caught.value.message


def test_what_the_reader_started_ends_with_it(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    late = plan.with_name("late")

    def start(*_: object) -> None:
        os.system(f"(sleep 3; touch '{late}') &")
        time.sleep(60)

    plant(monkeypatch, start)
    monkeypatch.setattr(limits, "READ_SECONDS", 1)
    with pytest.raises(UnreadableFile):
        read_guarded(plan)
    time.sleep(2.5)
    assert not late.exists()


def test_a_bug_is_no_refusal(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch, lambda *_: 1 // 0)
    with pytest.raises(ReaderError) as caught:
        read_guarded(plan)
    assert "ZeroDivisionError" in "".join(caught.value.__notes__)
