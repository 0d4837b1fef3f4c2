"""Base proposal × format: the file holds what the truth says, read from its XML by lxml alone."""

import io
import os
import struct
import subprocess
import sys
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from pathlib import Path

import pytest
from benchmarks.submissions.build import build
from benchmarks.submissions.diagram import draw
from benchmarks.submissions.docx_parts import W
from benchmarks.submissions.formatting import FORMATS
from benchmarks.submissions.load import PROPOSALS, load
from benchmarks.submissions.proof import read
from lxml import etree

BASES = sorted(path.stem for path in PROPOSALS.glob("*.yaml"))
CHAPTERS = {
    "linan": 17,
    "jilin": 10,
    "cn-feasibility": 13,
    "cn-proposal": 8,
    "cn-invest-2023": 11,
    "zj-feasibility": 15,
}
# every base in a third of the formats, every format with a third of the bases
PAIRS = [(b, f) for (i, b), (j, f) in product(enumerate(BASES), enumerate(FORMATS)) if (i + j) % 3 == 0]
ROOT = Path(__file__).parents[2]


def paragraphs(docx: bytes) -> list[tuple[str, str, str]]:
    """List the paragraphs outside tables as (text, style, outline level)."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))[0]
    value = f"{{{W}}}val"
    rows = []
    for p in body.iterchildren(f"{{{W}}}p"):
        style = p.find(f"{{{W}}}pPr/{{{W}}}pStyle")
        level = p.find(f"{{{W}}}pPr/{{{W}}}outlineLvl")
        text = "".join(t.text or "" for t in p.iter(f"{{{W}}}t"))
        marks = ["" if e is None else str(e.get(value)) for e in (style, level)]
        rows.append((text, marks[0], marks[1]))
    return rows


@pytest.mark.parametrize(("base", "name"), PAIRS)
def test_headings_stand_in_the_file_as_the_format_says(base: str, name: str) -> None:
    built, formatting = build(base, name), FORMATS[name]
    written = set(paragraphs(built.docx))
    for heading in built.truth["headings"]:
        depth = heading["level"]
        way = formatting.levels[depth - 1].way
        text = heading["title"] if way == "automatic" else heading["text"]
        style = formatting.style_ids[depth - 1] if way in ("automatic", "styled") else ""
        assert (text, style, str(depth - 1) if way == "outlined" else "") in written


@pytest.mark.parametrize("base", BASES)
def test_headings_are_numbered_one_after_the_other(base: str) -> None:
    truth = build(base, "decimal").truth
    numbers = [tuple(map(int, h["number"].split("."))) for h in truth["headings"]]
    assert numbers == sorted(set(numbers))
    assert [n[0] for n in numbers if len(n) == 1] == list(range(1, len(load(base).chapters) + 1))


@pytest.mark.parametrize("base", BASES)
def test_every_cell_of_the_truth_is_in_the_file(base: str) -> None:
    built = build(base, "word")
    written = read(built.docx)
    for table in built.truth["tables"]:
        texts = [text for *_, text in table["cells"]]
        rows = written.scope(table["caption"].split(" ", 1)[1]).splitlines()[-table["rows"] :]
        assert [cell for row in rows for cell in row.split("|") if cell] == [t for t in texts if t]


@pytest.mark.parametrize("base", BASES)
def test_the_tables_of_a_base_agree_with_each_other(base: str) -> None:
    proposal, truth = load(base), build(base, "word").truth["budget"]
    for table in truth["tables"]:
        if table["caption"].endswith("项目资金概算明细汇总表"):
            continue
        amounts = {kind: Decimal() for kind in ("item", "subtotal", "total")}
        for row in table["rows"]:
            amounts[row["kind"]] += Decimal(row["values"].get("amount", "0"))
        assert amounts["item"] == amounts["total"], table["caption"]
    assert sum(Decimal(a) for a in truth["groups"].values()) == Decimal(truth["total"])
    assert sum(a for _, a in proposal.budget.instalments()) == proposal.budget.total


@pytest.mark.parametrize("base", BASES)
def test_a_fee_is_its_rate_of_its_base_as_printed(base: str) -> None:
    for table in build(base, "word").truth["tables"]:
        rows: dict[int, dict[int, str]] = {}
        for row, col, *_, text in table["cells"]:
            rows.setdefault(row, {})[col] = text
        columns = {title: col for col, title in rows[1].items()}
        if "费率" not in columns:
            continue
        for row in (r for r in rows.values() if r.get(columns["费率"], "").endswith("%")):
            share = Decimal(row[columns["费率"]].rstrip("%")) / 100
            fee_base, amount = (row[columns[t]].replace(",", "") for t in ("计费基数（元）", "金额（元）"))
            exact = Decimal(fee_base) * share
            assert exact.quantize(Decimal(1), ROUND_HALF_UP) == Decimal(amount)


@pytest.mark.parametrize("base", BASES)
def test_declared_amounts_are_the_total_of_the_budget(base: str) -> None:
    proposal = load(base)
    for fact in {"total_yuan", "provincial_yuan"} & proposal.facts.keys():
        assert proposal.facts[fact] == proposal.budget.total


@pytest.mark.parametrize("base", BASES)
def test_a_base_answers_every_chapter_and_is_long_enough(base: str) -> None:
    built = build(base, "word")
    assert {str(n) for n in range(1, CHAPTERS.get(load(base).pack, 0) + 1)} <= set(built.truth["items"])
    assert len(read(built.docx).whole) > 12000


def test_hash_seed_does_not_matter() -> None:
    code = (
        "import hashlib; from benchmarks.submissions.build import build;"
        f"print(hashlib.sha256(build('{BASES[0]}', 'mixed').docx).hexdigest())"
    )
    sums = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(sums) == 1


@pytest.mark.parametrize("base", BASES)
def test_a_diagram_is_a_well_formed_metafile(base: str) -> None:
    for diagram in load(base).figures.values():
        data = draw(diagram)
        at, kinds = 0, []
        while at < len(data):
            kind, size = struct.unpack_from("<II", data, at)
            kinds.append(kind)
            at += size
        assert at == len(data)
        assert (kinds[0], kinds[-1]) == (1, 14)
        assert struct.unpack_from("<II", data, 48) == (len(data), len(kinds))
