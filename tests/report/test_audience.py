"""The applicant's edition: nobody else's text in any file, the other system's name and owner still there."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
from report import samples

from proposal_check.model.finding import Review
from proposal_check.model.overlap import Coverage, Overlap, OverlapKind, OverlapReading, SystemEntry
from proposal_check.packs.load import load_pack
from proposal_check.report.audience import WITHHELD, Audience, edition, for_applicant
from proposal_check.report.files import write_files

THEIRS = "路侧泊位占用状态每十五秒回传一次"
MODULE = "泊位余量预测引擎"
ENTRY = SystemEntry("s1", "静态交通平台", "××交通局", modules=(MODULE,), functions=f"{MODULE}、{THEIRS}")


def _overlap(kind: OverlapKind) -> Overlap:
    return Overlap(
        kind, "泊位引导", samples.anchor(), THEIRS, "s1", ENTRY.name, ENTRY.owner, "内部台账三", 0.9
    )


def _review(kind: OverlapKind = "function") -> Review:
    pairs = f"“泊位引导”与“{THEIRS}”"
    made = samples.review(1)
    finding = replace(
        made.findings[0],
        message=f"与已有系统“{ENTRY.name}”（{ENTRY.owner}）相近：{pairs}",
        values={"pairs": pairs, "other": f"其模块为{MODULE}"},
        public={"pairs": "“泊位引导”"},
    )
    result = replace(made.results[0], reason=f"相近：{pairs}，另有{MODULE}")
    reading = OverlapReading("state", (_overlap(kind),), coverage=(Coverage(ENTRY, 1, 2, 3),))
    return replace(made, findings=(finding,), results=(result, *made.results[1:]), overlap=reading)


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    for path in folder.iterdir():
        if is_zipfile(path):
            with ZipFile(path) as package:
                for name in package.namelist():
                    yield f"{path.name}/{name}", package.read(name).decode("utf-8", "replace")
        else:
            yield path.name, path.read_text("utf-8", "replace")


@pytest.mark.parametrize("kind", ["function", "passage"])
def test_no_file_of_the_applicant_holds_text_of_others(kind: OverlapKind, tmp_path: Path) -> None:
    made = edition(_review(kind), Audience.applicant)
    write_files(made, load_pack("linan"), tmp_path / "out")
    texts = dict(_texts(tmp_path / "out"))
    assert [name for name, text in texts.items() if THEIRS in text or MODULE in text] == []
    assert [name for name, text in texts.items() if "内部台账三" in text] == []
    assert ENTRY.name in texts["review.json"]
    assert ENTRY.owner in texts["review.json"]


def test_the_reviewer_sees_both_sides() -> None:
    assert edition(_review(), Audience.reviewer) is not None
    assert edition(_review(), Audience.reviewer) == _review()


def test_own_words_stay_and_identities_do_not_change() -> None:
    full, shown = _review(), for_applicant(_review())
    assert shown.findings[0].message == f"与已有系统“{ENTRY.name}”（{ENTRY.owner}）相近：“泊位引导”"
    assert shown.findings[0].values["other"] == "其模块为〔略〕"
    assert shown.results[0].reason == "相近：“泊位引导”，另有〔略〕"
    assert [f.id for f in shown.findings] == [f.id for f in full.findings]
    assert shown.overlap.overlaps[0].mine == full.overlap.overlaps[0].mine
    assert shown.overlap.overlaps[0].theirs == WITHHELD


def test_a_published_platform_keeps_its_description() -> None:
    assert for_applicant(_review("platform")).overlap.overlaps[0].theirs == THEIRS


def test_words_that_stand_in_the_own_document_are_not_masked() -> None:
    common = Overlap("function", "泊位", samples.anchor(), "总投资", "s1", ENTRY.name, "", "", 0.9)
    made = _review()
    made = replace(made, overlap=replace(made.overlap, overlaps=(common,)))
    finding = replace(made.findings[0], message="总投资前后不一致", values={}, public={})
    assert for_applicant(replace(made, findings=(finding,))).findings[0].message == "总投资前后不一致"


def test_review_json_of_the_applicant_keeps_its_shape() -> None:
    from proposal_check.report.review_schema import ReviewFile
    from proposal_check.report.to_json import review_json

    held = json.loads(review_json(for_applicant(_review())))
    assert ReviewFile.model_validate(held).overlaps[0].theirs == WITHHELD
