"""Write the example submissions of corpora/examples: python -m benchmarks.build_examples."""

import json
from dataclasses import dataclass
from pathlib import Path

from benchmarks.paginate import stored
from benchmarks.submissions.build import Built, build

EXAMPLES_DIR = Path(__file__).parents[1] / "corpora" / "examples"


@dataclass(frozen=True)
class Example:
    """A base proposal, a format, and the faults put into it, by the names in faults.FAULTS."""

    base: str
    formatting: str
    faults: tuple[str, ...] = ()


EXAMPLES = {
    "clean": Example("rural_water", "word"),
    "faulty": Example(
        "smart_parking",
        "typed",
        (
            "name_without_district",
            "cover_without_date",
            "predecessor_without_data",
            "topology_missing",
            "section_missing",
            "empty_shell",
            "chapter_missing",
            "period_inconsistent",
            "module_not_budgeted",
            "platform_rebuilt",
            "functions_repeated",
            "labour_rate_high",
            "module_without_effort",
            "row_arithmetic",
            "hardware_without_warranty",
            "subtotal_wrong",
            "annex_without_unit",
            "total_in_text_differs",
        ),
    ),
}


def built(name: str) -> Built:
    """Build an example in memory."""
    example = EXAMPLES[name]
    return build(example.base, example.formatting, example.faults, stored(name))


def files(name: str) -> dict[str, bytes]:
    """Return what belongs into the folder of an example, by file name."""
    example = built(name)
    return {
        f"{example.file_name}.docx": example.docx,
        "facts.yaml": example.facts.encode(),
        "expected.yaml": example.expected.encode(),
        "truth.json": (json.dumps(example.truth, ensure_ascii=False, indent=1) + "\n").encode(),
    }


def main() -> None:
    for name in EXAMPLES:
        folder = EXAMPLES_DIR / name
        folder.mkdir(parents=True, exist_ok=True)
        for file_name, data in files(name).items():
            (folder / file_name).write_bytes(data)
        print(folder)


if __name__ == "__main__":
    main()
