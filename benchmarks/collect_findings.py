"""Review every submission of a folder and print the findings as JSON: file → rule and subject → messages.

Runs under the sources of any revision (PYTHONPATH names them), so it uses nothing but what the command line
of that revision is made of.
"""

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from proposal_check.model.submission import Submission
from proposal_check.overlap.library import load_library
from proposal_check.packs.declared import load_declared
from proposal_check.packs.load import load_pack
from proposal_check.packs.locate import data_dir
from proposal_check.parse.read import read
from proposal_check.review import review


def findings(home: Path) -> dict[str, list[str]]:
    """Review one submission; what cannot be read, or stops the review, is a finding too."""
    facts = home / "facts.yaml"
    main = next(p for p in sorted(home.iterdir()) if p.suffix in (".docx", ".pdf"))
    attached = [p for p in sorted(home.iterdir()) if p.suffix == ".xlsx"]
    try:
        declared = load_declared(facts) if facts.exists() else {}
        library = load_library(data_dir("corpora") / "registers" / "existing_systems.csv")
        pack = load_pack(home.name.partition("·")[0])
        done = review(Submission(tuple(map(read, (main, *attached))), declared), pack, library)
    except Exception as error:
        return {"error": [f"{type(error).__name__}：{error}"]}
    found: dict[str, list[str]] = {}
    for f in done.findings:
        found.setdefault(f"{f.rule} {f.subject}", []).append(f"[{f.severity}/{f.outcome}] {f.message}")
    return found


def main(folder: Path) -> None:
    homes = sorted(folder.iterdir())
    with ProcessPoolExecutor(2) as pool:
        results = list(pool.map(findings, homes, chunksize=4))
    print(json.dumps({h.name: r for h, r in zip(homes, results, strict=True)}, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
