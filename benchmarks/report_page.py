"""How quick the HTML report of a 300-page proposal is in a browser: `python -m benchmarks.report_page`.

Needs Chromium and the [dev] extra. Prints the size of the page, the seconds to load it and the median
milliseconds from one opinion to the next by key.
"""

import shutil
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.measure.costs import long_docx
from proposal_check.packs.load import load_pack
from proposal_check.report.to_html import write_html
from proposal_check.review.paths import review_paths

BATCHES = 27
STEPS = """async () => {
  const times = [];
  for (let i = 0; i < 20; i++) {
    const start = performance.now();
    document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "j", bubbles: true}));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[10];
}"""


def main() -> None:
    """Review the long proposal, write its page and walk through it in a browser."""
    with tempfile.TemporaryDirectory() as made:
        proposal, page = Path(made) / "方案.docx", Path(made) / "report.html"
        proposal.write_bytes(long_docx(BATCHES))
        pack = load_pack("linan")
        write_html(review_paths([proposal], pack).review, pack, page)
        loaded, step = walk(page)
        size = page.stat().st_size / 1e6
        print(f"{size:.1f} MB；打开 {loaded:.2f} 秒；跳到下一条意见 {step:.0f} 毫秒（中位数）")


def walk(page: Path) -> tuple[float, float]:
    """Give the seconds to open a page and the milliseconds of a step."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        opened = browser.new_page()
        started = time.perf_counter()
        opened.goto(page.as_uri())
        loaded = time.perf_counter() - started
        return loaded, float(opened.evaluate(STEPS))


if __name__ == "__main__":
    main()
