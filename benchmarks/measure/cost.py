"""Seconds and peak memory of reading and reviewing, each task in a process of its own, against floors.

Run as a worker: python -m benchmarks.measure.cost TASK FILE → seconds of the processor (best of several,
warm) and MiB. The processor's seconds, because a busy machine makes those of the clock longer by chance.
Figures of different runs do not compare; ratios within one run do.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_ROUNDS = 3


@dataclass(frozen=True)
class Cost:
    seconds: float
    first: float
    mebibytes: float


def lxml_floor(path: Path) -> None:
    """Read a .docx structured with nothing but lxml: paragraphs with style and number, tables by cells."""
    import zipfile

    from lxml import etree

    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(path) as archive:
        roots = [etree.fromstring(archive.read(f"word/{p}.xml")) for p in ("document", "styles", "numbering")]
    seen = []
    for element in roots[0][0].iter(f"{word}p", f"{word}tc"):
        if element.tag.endswith("}p"):
            properties = element.find(f"{word}pPr")
            marks = [] if properties is None else [(c.tag, dict(c.attrib)) for c in properties]
            seen.append((marks, "".join(t.text or "" for t in element.iter(f"{word}t"))))
        else:
            seen.append(([], str(len(element))))


def python_docx(path: Path) -> None:
    import docx

    document = docx.Document(str(path))
    [(p.style.name if p.style else "", p.text) for p in document.paragraphs]
    [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def pdfium_tablers(path: Path) -> None:
    """Read a PDF's text by pdfium and its ruled tables by tablers."""
    import pypdfium2
    import tablers

    with pypdfium2.PdfDocument(path) as document:
        [page.get_textpage().get_text_bounded() for page in document]
    with tablers.Document(path=str(path)) as document:
        settings = tablers.TfSettings(text_use_text_flow=True)
        for page in document.pages():
            for table in tablers.find_tables(page, extract_text=True, tf_settings=settings):
                [cell.text for cell in table.cells]


def pdfplumber(path: Path) -> None:
    import pdfplumber as plumber

    with plumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()


def our_read(path: Path) -> None:
    from proposal_check.parse.read import read

    read(path)


def our_review(path: Path) -> None:
    from benchmarks.measure.reviewing import library, pack
    from proposal_check.model.submission import Submission
    from proposal_check.parse.read import read
    from proposal_check.review import review

    review(Submission((read(path),), {}), pack("linan"), library())


TASKS: dict[str, Callable[[Path], None]] = {
    f.__name__: f for f in (lxml_floor, python_docx, pdfium_tablers, pdfplumber, our_read, our_review)
}


def measure(task: str, path: Path) -> Cost:
    """Run a task in a fresh process. Raises RuntimeError with its last words."""
    command = [sys.executable, "-m", "benchmarks.measure.cost", task, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{task}: {done.stderr.strip().splitlines()[-1]}")
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def help_seconds() -> float:
    """Return the best of five cold starts of `proposal-check --help`."""
    command = [
        sys.executable,
        "-c",
        "import sys; from proposal_check.cli import main; sys.argv[1:] = ['--help']; main()",
    ]
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        times.append(time.perf_counter() - start)
    return min(times)


def peak_mebibytes() -> float:
    """Return this process's own peak; ru_maxrss would start from the parent's."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line = next(n for n in status.read_text().splitlines() if n.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _work(task: Callable[[Path], None], path: Path) -> Cost:
    times = []
    while len(times) < _ROUNDS and sum(times) < 6:
        start = time.process_time()
        task(path)
        times.append(time.process_time() - start)
    return Cost(min(times), times[0], peak_mebibytes())


if __name__ == "__main__":
    print(json.dumps(vars(_work(TASKS[sys.argv[1]], Path(sys.argv[2])))))
