"""Pictures of what people get, made from examples: `python -m benchmarks.gallery`.

Needs LibreOffice, pdftoppm and Chromium, and for the comments a virtual screen (Xvfb, xdotool, ImageMagick's
import). A picture whose tools are missing is left as it was, and that is said.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from benchmarks.gallery_cases import write_batch, write_letters
from proposal_check.overlap.library import load_library
from proposal_check.packs.load import load_pack
from proposal_check.report.files import write_files
from proposal_check.review.paths import review_paths

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "reports"
LARGEST = 300_000
COLOURS = (256, 128, 64, 32, 16)
SCREEN = ":93"
# Seconds a document may take to open, and is given to lay itself out.
START, LAYOUT = 150, 15
# An opinion on a budget table, and a comment on a page with several.
OPINION, COMMENT = 13, 6
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
]


def main() -> int:
    """Make every picture that can be made here; give 1 when one could not."""
    makers: dict[str, tuple[tuple[str, ...], Callable[[Path, Path], None]]] = {
        "letter": (("soffice", "pdftoppm"), letter),
        "report": ((program(CHROMIUM),), report),
        "comments": (("soffice", "Xvfb", "xdotool", "import"), comments),
        "workbook": (("soffice", "pdftoppm"), workbook),
        "letters": (("soffice", "pdftoppm"), letters),
        "summary": ((program(CHROMIUM),), summary),
    }
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        write_reports(out)
        for name, (tools, make) in makers.items():
            missing = [tool for tool in tools if not shutil.which(tool)]
            if missing:
                print(f"{name}.png: 缺少 {'、'.join(missing)}，未更新", file=sys.stderr)
                failed = 1
                continue
            picture = out / f"{name}.png"
            make(out, picture)
            save(picture, PICTURES / f"{name}.png")
    return failed


def write_reports(out: Path) -> None:
    pack = load_pack("linan")
    library = load_library(ROOT / "corpora" / "registers")
    found = review_paths([ROOT / "corpora" / "examples" / "faulty"], pack, library)
    write_files(found.review, pack, out, originals=found.originals)


def letter(out: Path, picture: Path) -> None:
    """Put the first two pages side by side."""
    pages = rasterised(pdf(out, "letter.docx"), out, 1, 2)
    beside(pages, picture)


def letters(out: Path, picture: Path) -> None:
    """Put the first pages of a letter without opinions, with one, twelve and two hundred side by side."""
    firsts = [
        rasterised(pdf(out, path.name), out, page, page, dots=50)[0]
        for path, page in zip(write_letters(out), (1, 2, 3, 3), strict=True)
    ]
    beside(firsts, picture)


def workbook(out: Path, picture: Path) -> None:
    """Show the upper left of the first sheet, large enough to read."""
    pages = rasterised(pdf(out, "findings.xlsx"), out, 1, 1, dots=170)
    page = Image.open(pages[0])
    page.crop((100, 120, page.width * 2 // 3, page.height // 2)).save(picture)


def pdf(out: Path, name: str) -> Path:
    command = ["soffice", f"-env:UserInstallation={(out / 'office').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(out), str(out / name)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return (out / name).with_suffix(".pdf")


def rasterised(source: Path, out: Path, first: int, last: int, dots: int = 72) -> list[Path]:
    prefix = out / f"page-{source.stem}"
    pages = ["-f", str(first), "-l", str(last), "-r", str(dots), "-png"]
    subprocess.run(
        ["pdftoppm", *pages, str(source), str(prefix)], check=True, capture_output=True, timeout=120
    )
    return sorted(out.glob(f"{prefix.name}-*.png"))


def beside(pages: list[Path], picture: Path) -> None:
    opened = [Image.open(page).convert("RGB") for page in pages]
    gap = 12
    size = (sum(p.width + gap for p in opened) - gap, max(p.height for p in opened))
    sheet, at = Image.new("RGB", size, "#d5dbe3"), 0
    for page in opened:
        sheet.paste(page, (at, 0))
        at += page.width + gap
    sheet.save(picture)


def report(out: Path, picture: Path) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which(program(CHROMIUM)), args=FLAGS)
        page = browser.new_context(viewport={"width": 1360, "height": 860}, offline=True).new_page()
        page.goto((out / "report.html").as_uri())
        for _ in range(OPINION):
            page.keyboard.press("j")
        page.evaluate("document.querySelector('.panes').scrollIntoView()")
        page.wait_for_timeout(500)
        page.screenshot(path=str(picture))
        browser.close()


def summary(out: Path, picture: Path) -> None:
    """Show the overlap of a batch as a heat map."""
    from playwright.sync_api import sync_playwright

    page_file = write_batch(out)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which(program(CHROMIUM)), args=FLAGS)
        page = browser.new_context(viewport={"width": 1360, "height": 860}, offline=True).new_page()
        page.goto(page_file.as_uri())
        page.screenshot(path=str(out / "rows.png"))
        page.evaluate("document.querySelector('.heat').scrollIntoView()")
        page.screenshot(path=str(out / "heat.png"))
        browser.close()
    beside([out / "rows.png", out / "heat.png"], picture)


def comments(out: Path, picture: Path) -> None:
    """Show the commented file in the word processor itself: only there do comments stand in the margin."""
    with screen() as environment:
        office = ["soffice", f"-env:UserInstallation={(out / 'desktop').as_uri()}", "--norestore", "--nologo"]
        command = [*office, "--writer", str(out / "comments.docx")]
        shown = subprocess.Popen(command, env=environment, start_new_session=True)
        try:
            opened = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "comments.docx"]
            subprocess.run(opened, env=environment, check=True, capture_output=True, timeout=START)
            time.sleep(LAYOUT)
            for _ in range(COMMENT):
                subprocess.run(["xdotool", "key", "ctrl+alt+Next"], env=environment, check=True, timeout=20)
                time.sleep(1)
            time.sleep(3)
            subprocess.run(
                ["import", "-window", "root", str(picture)], env=environment, check=True, timeout=60
            )
        finally:
            os.killpg(shown.pid, signal.SIGTERM)
            shown.wait(30)


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    server = subprocess.Popen(["Xvfb", SCREEN, "-screen", "0", "1500x1000x24", "-nolisten", "tcp"])
    try:
        time.sleep(2)
        yield {**os.environ, "DISPLAY": SCREEN}
    finally:
        server.terminate()
        server.wait(10)


def program(names: tuple[str, ...]) -> str:
    return next((name for name in names if shutil.which(name)), names[0])


def save(picture: Path, target: Path) -> None:
    """Save with as many colours as the size allows."""
    image = Image.open(picture).convert("RGB")
    target.parent.mkdir(exist_ok=True)
    for colours in COLOURS:
        image.quantize(colours, dither=Image.Dither.NONE).save(target, optimize=True)
        if target.stat().st_size <= LARGEST:
            break
    print(f"{target.name}: {image.width} × {image.height}, {target.stat().st_size // 1024} KB")


if __name__ == "__main__":
    sys.exit(main())
