"""What stops a pass: secrecy markings and documents that are no proposals."""

from pathlib import Path

import pytest
from markup import parse

from proposal_check.errors import NotAProposal, SecretDocument, UnreadableFile
from proposal_check.packs.load import load_pack
from proposal_check.review import review
from proposal_check.review.gates import refuse_secrets

SAMPLES = Path(__file__).parents[2] / ".." / "shared" / "samples"
MARKS = ("绝密", "机密", "秘密")


@pytest.mark.parametrize(
    "text",
    [
        "机密★10年\n# 一、概述",
        "密级：秘密\n××方案\n# 一、概述",
        "绝密\n××方案\n# 一、概述",
        "密级：机密        编号：001\n# 一、概述",
        "【秘密】\n# 一、概述",
        "机 密 ★ 长 期\n# 一、概述",
        "@header 秘密☆5年 ××方案\n# 一、概述",
        "@header 机密 第{PAGE}页\n# 一、概述",
        "| 密级 | 秘密 |\n# 一、概述",
        "# 一、概述\n机密★启封前",
    ],
)
def test_a_secrecy_marking_stops_the_pass(text: str) -> None:
    with pytest.raises(SecretDocument, match="已停止审查"):
        refuse_secrets(parse(text)[0], MARKS)


@pytest.mark.parametrize(
    "text",
    [
        "密级：\n# 一、概述",
        "密级：内部\n# 一、概述",
        "@header 商业秘密\n# 一、概述",
        "# 一、概述\n保守国家秘密，机密★10年的文件按规定管理。",
        "# 八、安全保密\n机密",
        "# 八、安全保密\n| 数据 | 级别 |\n| 名单 | 秘密 |",
        "保密方案\n# 一、概述",
        "××系统机密性设计方案\n# 一、概述",
    ],
)
def test_words_about_secrecy_stop_nothing(text: str) -> None:
    refuse_secrets(parse(text)[0], MARKS)


ARTICLE = "春天的观察\n" + "河边的柳树发了新芽，孩子们在草地上放风筝，老人们坐在长椅上晒太阳。\n" * 5


def test_an_article_is_no_proposal() -> None:
    with pytest.raises(NotAProposal, match="不像是项目建设方案"):
        review(parse(ARTICLE)[0], load_pack("linan"))


def test_a_file_without_text_is_unreadable() -> None:
    with pytest.raises(UnreadableFile, match="几乎没有可读的文字"):
        review(parse("[图]\n[图]")[0], load_pack("linan"))


@pytest.mark.parametrize(
    "added",
    [
        "××系统建设方案\n",
        "项目总投资123.00万元。\n",
        "# 建设目标\n# 现状\n# 需求分析\n# 建设原则\n# 社会效益\n# 培训计划\n",
        "本项目的建设目标和资金来源另行说明。\n",
    ],
)
def test_one_sign_of_a_proposal_is_enough(added: str) -> None:
    text = added + ARTICLE if "方案" in added else ARTICLE + added
    review(parse(text)[0], load_pack("linan"))


STUDY = ["引言", "可行性研究的前提", "对现有系统的分析", "所建议的系统", "投资及效益分析", "社会因素可行性"]
OTHERS = ["××建设方案评审会会议纪要", "技术标评分表", "××系统采购招标文件", "××局2024年度部门决算"]
PACKS = ("linan", "qingpu", "laohekou", "jilin", "quzhou", "cn-feasibility")


@pytest.mark.parametrize("pack", PACKS)
def test_a_study_by_another_outline_is_no_stranger(pack: str) -> None:
    text = ARTICLE + "".join(f"# {title}\n" for title in STUDY)
    review(parse(text)[0], load_pack(pack))


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("name", OTHERS)
def test_what_calls_itself_something_else_is_refused(name: str, pack: str) -> None:
    spoken = "本项目建设单位介绍了建设目标和概算，专家组同意招标。\n| 评分项 | 分值 |\n| 报价 | 30 |\n"
    text = f"{name}\n{spoken}{ARTICLE}"
    with pytest.raises(NotAProposal):
        review(parse(text)[0], load_pack(pack))


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared/samples is not here")
def test_of_the_samples_only_the_article_is_refused() -> None:
    from proposal_check.model.submission import Submission
    from proposal_check.parse.read import read

    refused = []
    for path in sorted(SAMPLES.glob("*.docx")):
        try:
            review(Submission((read(path),)), load_pack("linan"))
        except NotAProposal:
            refused.append(path.name)
    assert refused == ["bim_note.docx"]
