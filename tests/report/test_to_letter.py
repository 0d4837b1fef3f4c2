"""The letter: its words, its form, its template."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from report import samples

from proposal_check.errors import PackError
from proposal_check.model.budget import BudgetReading
from proposal_check.model.finding import Conclusion, Outcome, Review, RuleResult
from proposal_check.model.outline import OutlineReading
from proposal_check.model.overlap import NO_LIBRARY, OverlapReading, Relation
from proposal_check.model.submission import Fact
from proposal_check.packs.load import load_pack
from proposal_check.packs.schema import Pack
from proposal_check.report.letter_conclusion import number_words
from proposal_check.report.letter_template import write_template
from proposal_check.report.letter_text import Wording
from proposal_check.report.to_letter import letter_context, write_letter
from proposal_check.report.wording import figures

OUTLINES = Path(__file__).parents[2] / "outlines"
SHIPPED = OUTLINES / "linan" / "letter.docx"
JUDGING = ("虚报", "造假", "弄虚作假", "同意立项", "不予通过", "不予立项", "违规")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    root = tmp_path_factory.mktemp("pack")
    made = samples.pack(root)
    write_template(root / "letter.docx", made.manifest.authority)
    return made


def written(review: Review, pack: Pack, folder: Path) -> Path:
    path = folder / "letter.docx"
    write_letter(review, pack, path)
    return path


def lines(path: Path) -> list[str]:
    document = Document(str(path))
    return [p.text for p in document.paragraphs]


def texts(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if re.fullmatch(r"word/(document|header\d|footer\d)\.xml", name):
                yield "".join(re.findall(r"<w:t[^>]*>([^<]*)", package.read(name).decode()))


@pytest.mark.parametrize("count", [0, 1, 12, 200])
def test_letters_of_any_length(count: int, pack: Pack, tmp_path: Path) -> None:
    path = written(samples.review(count), pack, tmp_path)
    whole = "\n".join(texts(path))
    assert "杭州市临安区数据资源管理局" in whole
    assert "规范性预审稿（辅助意见）" in whole
    assert "〔20××〕×号" in whole
    assert "{{" not in whole
    assert "{%" not in whole
    assert not any(word in whole for word in JUDGING)
    assert ("修改情况对照表" in whole) == bool(count)
    assert ("未发现需要修改的问题" in whole) == (not count)


def test_a_clean_letter_has_no_empty_chapters(pack: Pack, tmp_path: Path) -> None:
    text = lines(written(samples.clean_review(), pack, tmp_path))
    assert [t for t in text if re.match(r"[一二三四五六七八九]、", t)] == ["一、总体结论"]
    assert "附件：编制大纲对照表" in text
    assert "附件" in text


def test_chapters_in_the_order_of_the_groups(pack: Pack, tmp_path: Path) -> None:
    text = lines(written(samples.review(12), pack, tmp_path))
    assert [t for t in text if re.match(r"[一二三四五六七八九]、", t)] == [
        "一、总体结论",
        "二、编制规范方面",
        "三、建设内容方面",
        "四、概算方面",
        "五、重复建设方面",
        "六、其他方面",
        "七、需人工核查事项",
        "八、未检查事项",
        "九、办理提示",
    ]
    assert (
        "共提出意见9条，涉及12处：必须修改5条（第1、2、4、6、7条）、建议3条（第3、8、9条）、提示1条（第5条）。"
        in "".join(text)
    )


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([1], "第1条"), ([1, 2], "第1、2条"), ([1, 2, 3, 5, 7, 8, 9], "第1—3、5、7—9条"), ([4, 9], "第4、9条")],
)
def test_opinions_are_named_by_their_numbers(numbers: list[int], words: str) -> None:
    assert number_words(numbers) == words


def test_a_single_opinion_is_not_counted_twice(pack: Pack) -> None:
    context = letter_context(samples.review(1), pack)
    assert "。提出必须修改意见1条。" in context["sections"][0]["paragraphs"][0]


def test_what_points_have_in_common_is_written_once(pack: Pack) -> None:
    found = tuple(samples.finding(5, id=str(i), message=f"第{i}项不符") for i in range(3))
    rows = letter_context(samples.review(1, findings=found), pack)["detail"]["rows"]
    assert [row["number"] for row in rows] == ["1-1", "1-2", "1-3"]
    assert rows[0]["group"].endswith("必须修改\nLA-H03")
    assert [(r["group"], r["basis"], r["suggestion"]) for r in rows[1:]] == [("同上",) * 3] * 2


def test_a_regulation_on_trial_has_a_short_name(pack: Pack) -> None:
    manifest = pack.manifest.model_copy(update={"regulation": "《××项目管理办法（试行）》（×发〔2021〕2号）"})
    cited = Wording(pack.model_copy(update={"manifest": manifest})).cited()
    assert cited == "《××项目管理办法（试行）》（×发〔2021〕2号，以下简称《办法》）"


def test_a_kind_that_begins_with_the_names_end_is_not_doubled(pack: Pack) -> None:
    facts = {"project_name": Fact("某系统建设项目", "declared"), "doc_kind": Fact("项目申报书", "declared")}
    assert "《某系统建设项目申报书》" in letter_context(samples.review(1, facts=facts), pack)["opening"][0]


def test_an_opinion_says_place_fact_basis_and_request(pack: Pack, tmp_path: Path) -> None:
    text = lines(written(samples.review(12), pack, tmp_path))
    assert (
        "6.数量乘单价与小计不符。第十一章（二）表1第2行：接入交换机：3 × 1.20 = 3.60万元，表列3.80万元，"
        "相差0.20万元。依据：《通知》附件1第十一章（二）2。请核对数量、单价和小计后改正。"
    ) in text


def test_many_places_become_points_and_refer_to_the_table(pack: Pack, tmp_path: Path) -> None:
    found = tuple(samples.finding(5, id=str(i), message=f"第{i}项不符") for i in range(8))
    text = lines(written(samples.review(1, findings=found), pack, tmp_path))
    assert (
        "1.数量乘单价与小计不符（涉及8处）。依据：《通知》附件1第十一章（二）2。请核对数量、单价和小计后改正。"
        in text
    )
    assert sum(bool(re.match(r"（[1-5]）第十一章", t)) for t in text) == 5
    assert "其余3处见附件1序号1。" in text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("智慧停车", "关于智慧停车项目建设方案规范性初审修改意见的函"),
        ("智慧停车项目", "关于智慧停车项目建设方案规范性初审修改意见的函"),
        ("智慧停车建设方案", "关于智慧停车项目建设方案规范性初审修改意见的函"),
        ("", "关于××项目建设方案规范性初审修改意见的函"),
    ],
)
def test_titles_say_nothing_twice(name: str, expected: str, pack: Pack) -> None:
    review = samples.review(1)
    facts = {**review.facts, "project_name": replace(review.facts["project_name"], value=name)}
    title = letter_context(replace(review, facts=facts), pack)["title"]
    assert title.replace("\n", "") == expected
    assert all(len(line) <= 20 for line in title.split("\n"))


def test_a_long_name_is_broken_between_words(pack: Pack) -> None:
    facts = {"project_name": Fact("杭州市临安区农村饮用水安全监管应用", "declared")}
    title = letter_context(samples.review(1, facts=facts), pack)["title"]
    assert title == "关于杭州市临安区农村饮用水安全监管\n应用项目建设方案规范性初审修改意见的函"


@pytest.mark.parametrize("length", [0, 1, 20, 60, 200])
def test_names_of_any_length_make_a_title(length: int, pack: Pack) -> None:
    facts = {"project_name": Fact("名" * length, "declared")}
    title = letter_context(samples.review(1, facts=facts), pack)["title"]
    assert all(0 < len(line) <= 20 for line in title.split("\n"))
    assert ("名" * length or "××") in title.replace("\n", "")


def test_only_overlaps_that_findings_speak_of_are_listed(pack: Pack) -> None:
    one, other = samples.overlaps().overlaps
    near = replace(
        other, kind="function", entry="s9", entry_name="相近而没有意见的系统", relation="elsewhere"
    )
    reading = OverlapReading("x", (replace(one, stance="use"), other, near))
    context = letter_context(samples.review(1, overlap=reading, findings=samples.overlap_findings()), pack)
    assert [row["entry"] for row in context["overlap"]["rows"]] == ["某区停车平台（××局）"]
    assert any("请说明的相近之处1处" in t for t in context["sections"][0]["paragraphs"])
    context = letter_context(samples.review(1, overlap=reading), pack)
    assert context["overlap"] is None
    assert any("没有需要说明的相近之处" in t for t in context["sections"][0]["paragraphs"])


@pytest.mark.parametrize(
    ("relation", "words"), [(None, "本方案表述：未说明关系"), ("level", "层级更高的单位的系统")]
)
def test_what_explains_a_likeness_stands_beside_it(pack: Pack, relation: Relation | None, words: str) -> None:
    reading = OverlapReading("x", (replace(samples.overlaps().overlaps[1], relation=relation),))
    context = letter_context(samples.review(1, overlap=reading, findings=samples.overlap_findings()), pack)
    assert [row["note"] for row in context["overlap"]["rows"]] == [f"文字相近；{words}"]


def test_advice_on_a_ready_proposal_asks_for_no_reply(pack: Pack) -> None:
    note = samples.finding(4)
    context = letter_context(samples.review(1, findings=(note,), conclusion=Conclusion.READY), pack)
    assert context["reply"] is None
    assert "提交评审前" in context["closing"][0]
    assert "修改意见" not in context["title"]


def test_unknown_facts_are_left_for_people(pack: Pack) -> None:
    context = letter_context(samples.review(1, facts={}), pack)
    assert context["addressee"] == "××"
    assert "报送的建设方案（文件名“杭州市临安区智慧停车建设方案.docx”）收悉" in context["opening"][0]


def test_doubts_are_not_stated_as_facts(pack: Pack) -> None:
    doubt = samples.finding(3, outcome=Outcome.NEEDS_REVIEW, message="模块名称有两种写法")
    sections = letter_context(samples.review(1, findings=(doubt,)), pack)["sections"]
    section = next(s for s in sections if "人工核查" in s["heading"])
    assert "不表示方案存在所列问题" in section["paragraphs"][0]
    assert section["paragraphs"][1].startswith("1.“软件模块未写明功能或开发工量”：")


def test_long_budgets_list_what_is_broken_and_each_reason_for_not_checking(pack: Pack) -> None:
    context = letter_context(samples.review(1, budget=samples.budget(800)), pack)
    assert [r["state"] for r in context["budget"]["rows"]] == ["不一致"] * 133 + ["未核对"]
    assert "等133处：" in context["budget"]["rows"][-1]["subject"]
    assert "共核对800项" in context["budget"]["notes"][0]
    assert "四舍五入差异133项" in context["budget"]["notes"][0]


def test_equations_of_attached_budgets_are_listed(pack: Pack) -> None:
    budget = replace(samples.budget(6), attached=(samples.budget(6),))
    context = letter_context(samples.review(1, budget=budget), pack)
    assert [r["state"] for r in context["budget"]["rows"]] == ["不一致"] * 2 + ["未核对"] * 2


@pytest.mark.parametrize(
    ("formula", "expected", "difference", "shown"),
    [
        ("3 × 1.20 = 3.60（万元）", "36000", "0", ("3.6", "3.6", "0")),
        ("612 × 1.21 = 740.52", "740.52", None, ("", "", "")),
        ("10 + 20 = 30（人月）", "30", None, ("30人月", "30人月", "0人月")),
        ("30.0人月 × 25,000元 = 750,000（元）", "750000", None, ("75", "75", "0")),
        ("1000元/天*455天=45.5万元", "455000", None, ("45.5", "45.5", "0")),
        ("363 × 6.65 ÷ 174 = 13.87（人月）", "13.87327586206896551724137931", None,
         ("13.8733人月", "13.8733人月", "0人月")),
    ],
)  # fmt: skip
def test_only_money_is_printed_as_money(
    formula: str, expected: str, difference: str | None, shown: tuple[str, str, str]
) -> None:
    value = Decimal(expected)
    gap = None if difference is None else Decimal(difference)
    made = replace(
        samples.identity(0, "holds"), formula=formula, expected=value, stated=value, difference=gap
    )
    assert figures(made) == shown


def test_a_document_without_budget_says_so(pack: Pack) -> None:
    context = letter_context(samples.review(1, budget=BudgetReading()), pack)
    assert context["budget"] is None
    assert any("概算勾稽未进行" in text for text in context["sections"][0]["paragraphs"])


def test_a_letter_may_have_no_attachment(pack: Pack, tmp_path: Path) -> None:
    review = replace(samples.clean_review(), outline=OutlineReading(()))
    assert not [t for t in lines(written(review, pack, tmp_path)) if t.startswith("附件")]


def test_the_text_of_another_applicant_is_withheld(pack: Pack, tmp_path: Path) -> None:
    review = samples.review(1, findings=samples.overlap_findings())
    whole = "\n".join(texts(written(review, pack, tmp_path)))
    assert "另一申报件的原文" not in whole
    assert "某区停车平台（××局）" in whole
    assert "「全市统一身份认证体系」" in whole


def test_no_comparison_is_said_as_loudly(pack: Pack) -> None:
    context = letter_context(samples.review(1, overlap=OverlapReading(None)), pack)
    assert context["overlap"] is None
    assert any(row["kind"] == "未比对" for row in context["gaps"]["rows"])


def test_no_comparison_is_said_once(pack: Pack) -> None:
    unchecked = (RuleResult(f"LA-D0{n}", "题目", Outcome.ERROR, NO_LIBRARY) for n in (1, 4))
    none = replace(samples.review(1, overlap=OverlapReading(None)), results=tuple(unchecked))
    context = letter_context(none, pack)
    body = "".join(text for section in context["sections"] for text in section["paragraphs"])
    assert body.count(NO_LIBRARY) == body.count("已有系统") == 1


def test_attachments_are_numbered_without_gaps(pack: Pack) -> None:
    context = letter_context(samples.review(1, overlap=OverlapReading("x")), pack)
    assert context["attachments"] == [
        "1.初审意见明细表",
        "2.编制大纲对照表",
        "3.概算勾稽表",
        "4.未检查事项清单",
        "5.修改情况对照表",
    ]
    assert "（附件5）" in context["closing"][0]


def test_a_rewrite_is_asked_for_in_its_own_words(pack: Pack) -> None:
    context = letter_context(samples.review(12, conclusion=Conclusion.REWRITE), pack)
    assert "重新编制方案" in context["closing"][0]


def test_hostile_text_is_text(pack: Pack, tmp_path: Path) -> None:
    path = written(samples.nasty_review(), pack, tmp_path)
    whole = "\n".join(texts(path))
    assert "a&amp;b&lt;c&gt;{{ x }}{% if %}{# #} “引”尾" in whole
    with zipfile.ZipFile(path) as package:
        body = package.read("word/document.xml").decode()
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", body)
    Document(str(path))


def test_equal_reviews_give_equal_letters(pack: Pack, tmp_path: Path) -> None:
    first = written(samples.review(12), pack, tmp_path).read_bytes()
    assert first == written(samples.review(12), pack, tmp_path).read_bytes()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ unknown_name }}", "unknown_name"),
        ("{%p for s in sections %}{{ s.subtitle }}{%p endfor %}", "subtitle"),
        ("{{ title", "letter.docx"),
        ("{% if title %}", "letter.docx"),
    ],
)
def test_a_broken_template_is_a_pack_error(text: str, expected: str, pack: Pack, tmp_path: Path) -> None:
    document = Document(str(Path(pack.root) / "letter.docx"))
    for piece in re.split(r"(?<=%})|(?={%)", text):
        document.add_paragraph(piece)
    document.save(str(tmp_path / "letter.docx"))
    with pytest.raises(PackError) as caught:
        write_letter(samples.review(1), samples.pack(tmp_path), tmp_path / "out.docx")
    assert expected in caught.value.problems[0]
    assert not (tmp_path / "out.docx").exists()


@pytest.mark.parametrize("content", [None, b"", b"no zip"])
def test_a_missing_template_is_a_pack_error(content: bytes | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "letter.docx").write_bytes(content)
    with pytest.raises(PackError):
        write_letter(samples.review(1), samples.pack(tmp_path), tmp_path / "out.docx")


@pytest.mark.parametrize("shipped", sorted(OUTLINES.glob("*/letter.docx")), ids=lambda p: p.parent.name)
def test_the_shipped_templates_are_those_the_script_makes(shipped: Path, tmp_path: Path) -> None:
    write_template(tmp_path / "letter.docx", load_pack(shipped.parent).manifest.authority)
    assert shipped.read_bytes() == (tmp_path / "letter.docx").read_bytes()


def test_the_page_has_the_measures_of_the_standard() -> None:
    document = Document(io.BytesIO(SHIPPED.read_bytes()))
    section = document.sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    measures = [section.page_width, section.page_height, *sides]
    assert [round(m.mm) for m in measures if m is not None] == [210, 297, 37, 35, 28, 26]
    body = document.styles["Normal"]
    assert (body.font.size.pt, body.paragraph_format.line_spacing.pt) == (16, pytest.approx(28.95))
    assert body.font.name == "仿宋_GB2312"
    assert section.different_first_page_header_footer
    assert "PAGE" not in section.first_page_footer._element.xml
    assert "PAGE" in section.footer._element.xml
