"""Processes that work on tasks, each with a deadline; one that hangs or dies costs its own task only."""

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from proposal_check.batch.row import Row
from proposal_check.batch.submissions import Task
from proposal_check.batch.worker import Settings, serve

# Starting a process and loading pack and library; a library of many texts takes its time.
_START_SECONDS = 300.0
# One process each: threads inside them would only get in each other's way.
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS")


Serve = Callable[[Connection, Settings, int], None]


@dataclass
class _Worker:
    process: SpawnProcess
    pipe: Connection
    until: float
    task: Task | None = None
    ready: bool = False

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def work(
    tasks: Iterable[Task], settings: Settings, jobs: int, deadline: float, target: Serve = serve
) -> Iterator[tuple[Task, Row]]:
    """Review tasks in `jobs` processes and yield each with its row as it is done.

    A task that takes more than `deadline` seconds, or whose process dies, yields a row that says so.
    """
    waiting = deque(tasks)
    workers: list[_Worker] = []
    try:
        while waiting or any(w.task for w in workers):
            while len(workers) < jobs and len(workers) < len(waiting) + sum(bool(w.task) for w in workers):
                workers.append(_start(settings, target))
            yield from _step(workers, waiting, deadline)
    finally:
        for worker in workers:
            worker.stop()


def _start(settings: Settings, target: Serve) -> _Worker:
    for name in _ONE_THREAD:
        os.environ.setdefault(name, "1")
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=target, args=(theirs, settings, os.getpid()))
    process.start()
    theirs.close()
    return _Worker(process, ours, time.monotonic() + _START_SECONDS)


def _step(workers: list[_Worker], waiting: deque[Task], deadline: float) -> Iterator[tuple[Task, Row]]:
    """Wait until something happens and deal with it."""
    now = time.monotonic()
    busy = [w for w in workers if w.task or not w.ready]
    ready = set(wait([w.pipe for w in busy], max(0.0, min(w.until for w in busy) - now)))
    for worker in busy:
        if worker.pipe in ready:
            done = _receive(worker)
        elif worker.until <= time.monotonic():
            done = _failed(worker, "timeout", f"处理时间超过{deadline:g}秒，已停止。")
        else:
            continue
        if done:
            yield done
        if worker.process.exitcode is not None or worker.pipe.closed:
            workers.remove(worker)
    for worker in workers:
        if worker.ready and not worker.task and waiting:
            worker.task = waiting.popleft()
            worker.until = time.monotonic() + deadline
            worker.pipe.send(worker.task)


def _receive(worker: _Worker) -> tuple[Task, Row] | None:
    try:
        row: Row | None = worker.pipe.recv()
    except (EOFError, OSError):
        return _failed(worker, "crashed", "处理时程序中断，可能是文件损坏或内存不足。")
    if row is None:
        worker.ready = True
        return None
    task, worker.task = worker.task, None
    assert task is not None
    if row.status == "memory":
        worker.stop()
    return task, row


def _failed(worker: _Worker, status: str, message: str) -> tuple[Task, Row] | None:
    """Stop a worker and put down what became of its task."""
    task, worker.task = worker.task, None
    worker.stop()
    if task is None:
        raise RuntimeError("a worker could not start")
    return task, Row(task.name, status, message)  # type: ignore[arg-type]
