"""The kind of document: cover, file name, chapters; two answers are none."""

import pytest
from markup import parse

from outline.proposals import outline
from proposal_check.outline.kind import document_kind


def kind(text: str) -> tuple[str, str] | None:
    fact = document_kind(parse(text)[0].main, {"建设方案": outline()})
    return (str(fact.value), fact.origin) if fact else None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("智慧停车可行性研究报告\n# 一、概述", ("可行性研究报告", "extracted")),
        ("智慧停车平台建设项目\n可行性研究报告（送审稿）\n# 一、概述", ("可行性研究报告", "extracted")),
        ("××平台初步设计和投资概算\n# 一、概述", ("初步设计", "extracted")),
        ("吉林省政务信息系统项目申报书\n# 一、概述", ("项目申报书", "extracted")),
        ("××系统（2026年运维项目）运维方案\n# 一、概述", ("运维方案", "extracted")),
        ("××系统\n建 设 方 案\n# 一、概述", ("建设方案", "extracted")),
        ("××平台需求建议书\n# 一、概述", ("需求建议书", "extracted")),
        ("××平台项目建议书\n# 一、概述", ("项目建议书", "extracted")),
        ("××平台项目技术设计书\n# 一、概述", ("技术设计书", "extracted")),
        ("项目建设方案（代可行性研究报告）\n# 一、概述", ("可行性研究报告", "extracted")),
        ("@file ××平台可研报告.docx\n# 一、概述\n正文", ("可行性研究报告", "inferred")),
        ("# 一、概述\n依据可行性研究报告编制", None),
        ("××平台\n# 一、概述", None),
    ],
)  # fmt: skip
def test_kind(text: str, found: tuple[str, str] | None) -> None:
    text = text if text.startswith("@file") else f"@file 材料.docx\n{text}"
    assert kind(text) == found


def test_the_chapters_show_the_kind() -> None:
    chapters = "\n".join(f"# {c.number}、{c.title}\n{'内容' * 60}" for c in outline().chapters)
    assert kind(f"@file 材料.docx\n{chapters}") == ("建设方案", "inferred")
