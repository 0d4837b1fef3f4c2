"""Reviews made by hand, from none to two hundred findings, with texts no one would wish for."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from proposal_check.model.budget import (
    Amount,
    BudgetReading,
    BudgetRow,
    BudgetTable,
    Identity,
    StatedTotal,
    UnreadTable,
)
from proposal_check.model.document import (
    Anchor,
    Cell,
    ContentsEntry,
    Counts,
    Document,
    Figure,
    Furniture,
    Paragraph,
    Place,
    ReadWarning,
    Section,
    Signal,
    Source,
    Table,
)
from proposal_check.model.finding import (
    Basis,
    Conclusion,
    Finding,
    Outcome,
    PackIdentity,
    Review,
    RuleResult,
    Severity,
)
from proposal_check.model.outline import OutlineMatch, OutlineReading
from proposal_check.model.overlap import Overlap, OverlapReading
from proposal_check.model.submission import Fact, Submission
from proposal_check.packs.schema import Manifest, Norms, Outline, OutlineItem, Pack

NASTY = "a&b<c>\x00\x0b\ufffe{{ x }}{% if %}{# #}\t“引”\ud800尾"
NOTICE = "关于进一步规范政务信息化项目评审流程的通知"
CHAPTERS = ("项目的基本概述", "现状、必要性和需求分析", "项目的建设目标", "项目的投资概算", "附件")

# rule, group, title, severity, message, suggestion, clause
RULES: tuple[tuple[str, str, str, Severity, str, str, str], ...] = (
    (
        "LA-F01",
        "编制规范",
        "方案名称与规定格式不一致",
        Severity.MUST,
        "方案名称为“智慧停车建设方案”，未以“杭州市临安区”开头",
        "请将名称统一为“杭州市临安区××建设方案”。",
        "第二部分（一）1“方案名称”",
    ),
    (
        "LA-F03",
        "编制规范",
        "扉页要素不全",
        Severity.MUST,
        "扉页未见编制时间",
        "请在扉页补写编制时间。",
        "第二部分（一）4“编排格式”",
    ),
    (
        "LA-F06",
        "编制规范",
        "目录与正文标题不一致",
        Severity.SHOULD,
        "目录列“四、总体设计”，正文为“四、项目的总体设计”",
        "请更新目录，使之与正文一致。",
        "第二部分（一）4“编排格式”",
    ),
    (
        "LA-S02",
        "建设内容",
        "软件模块未写明功能或开发工量",
        Severity.MUST,
        "“泊位引导”模块未填写开发工量",
        "请逐项写明各功能模块的功能和开发工量。",
        "第二部分（一）3“软硬件表述”",
    ),
    (
        "LA-C01",
        "建设内容",
        "性能指标没有量化",
        Severity.NOTE,
        "“系统响应迅速、稳定可靠”未给出指标数值",
        "请写明响应时间、并发用户数等指标数值。",
        "附件1第二章（三）2",
    ),
    (
        "LA-H03",
        "概算",
        "数量乘单价与小计不符",
        Severity.MUST,
        "接入交换机：3 × 1.20 = 3.60万元，表列3.80万元，相差0.20万元",
        "请核对数量、单价和小计后改正。",
        "附件1第十一章（二）2",
    ),
    (
        "LA-S03",
        "概算",
        "开发人日单价不在规定范围",
        Severity.MUST,
        "“数据治理”折合1500元/人日，规定为800–1000元/人日",
        "请调整单价或补充依据。",
        "第二部分（一）3“软硬件表述”",
    ),
    (
        "LA-O01",
        "重复建设",
        "未说明与已有平台的关系",
        Severity.SHOULD,
        "方案拟建“统一身份认证”，全市已有同类共性平台",
        "请说明与该平台的关系，能够复用的应当复用。",
        "附件1第五章（三）",
    ),
    (
        "LA-X01",
        "其他",
        "证明材料未附",
        Severity.SHOULD,
        "建设依据引用的会议纪要未见附件",
        "请将引用的文件作为附件提供。",
        "附件1第十七章（一）",
    ),
)


def anchor(block: int = 4, quote: str = "接入交换机", cell: tuple[int, int] | None = None) -> Anchor:
    return Anchor(block=block, start=0, end=len(quote), quote=quote, cell=cell)


def document() -> Document:
    blocks = (
        Paragraph(Place(0, 1), "杭州市临安区智慧停车建设方案", kind="title", size=22.0),
        Paragraph(Place(1, 2), "一、项目的基本概述\t3", kind="contents"),
        Paragraph(Place(2, 3), "一、项目的基本概述", kind="heading", level=1, number="一、"),
        Paragraph(Place(3, 3), "总投资385.20万元。"),
        Paragraph(Place(4, 9), "十一、项目的投资概算", kind="heading", level=1, number="十一、"),
        table(),
        Figure(Place(6, 10), caption="图1 网络拓扑图"),
    )
    return Document(
        source=Source("杭州市临安区智慧停车建设方案.docx", "ab12" * 16, "docx", 52341),
        blocks=blocks,
        sections=(
            Section("一、", "项目的基本概述", 1, 2, 4),
            Section("十一、", "项目的投资概算", 1, 4, 7),
        ),
        contents=(ContentsEntry("一、", "项目的基本概述", 3, 1),),
        furniture=(Furniture("footer", "1", page_number=True),),
        signals=(Signal("hidden_text", 2, 3, "两处"),),
        warnings=(ReadWarning("image_only", "第10页的图片中的文字没有读取。", 6, 10, 1),),
        raw=Counts(1200, 8, 40),
        seen=Counts(1190, 8, 40),
    )


def table() -> Table:
    place = Place(5, 9, (72.0, 90.5, 520.0, 300.0))
    texts = (("类别", "名称", "数量", "小计"), ("硬件", "接入交换机", "3", "3.80"), (None, "服务器", "1", ""))
    cells = tuple(
        Cell(r, c, 2 if text == "硬件" else 1, 1, text, place)
        for r, row in enumerate(texts, start=1)
        for c, text in enumerate(row, start=1)
        if text is not None
    )
    return Table(place, cells, rows=3, cols=4, caption="表1 概算明细", unit="万元", header_rows=1)


def amount(text: str) -> Amount:
    value = Decimal(text)
    return Amount(value, value - 50, value + 50, "元", text, anchor(5, text, (2, 4)))


def identity(number: int, state: str = "broken") -> Identity:
    return Identity(
        name="I1",
        state=state,  # type: ignore[arg-type]
        subject=f"接入交换机{number}",
        formula="3 × 1.20 = 3.60",
        expected=Decimal("36000"),
        stated=None if state == "unchecked" else Decimal("38000.00"),
        difference=None if state == "unchecked" else Decimal("2E+3"),
        anchors=(anchor(5, "3.80", (2, 4)),),
        table=5,
        reason="单价一格为空" if state == "unchecked" else "",
    )


def budget(identities: int = 12) -> BudgetReading:
    row = BudgetRow(
        2, "item", 1, "硬件", "接入交换机", {"name": "接入交换机"}, anchor(5), amount=amount("38000")
    )
    states = ("holds", "holds", "holds", "broken", "rounding", "unchecked")
    return BudgetReading(
        tables=(
            BudgetTable(5, "detail", "表1 概算明细", "万元", "caption", {"name": 2, "amount": 4}, 1, (row,)),
        ),
        identities=tuple(identity(i, states[i % 6]) for i in range(identities)),
        totals=(StatedTotal("正文", amount("3852000")),),
        total=amount("3852000"),
        unread=(UnreadTable(5, "表2 运维费用", "表头没有金额列"),),
        notes={"b": "2", "a": "1"},
    )


def finding(number: int, **changes: object) -> Finding:
    rule, group, title, severity, message, suggestion, clause = RULES[number % len(RULES)]
    made = Finding(
        id=f"f{number:04d}",
        rule=rule,
        check="sample",
        group=group,
        title=title,
        severity=severity,
        outcome=Outcome.FAIL,
        subject=title,
        message=message,
        suggestion=suggestion,
        anchors=(anchor(5, "接入交换机", (2 + number // len(RULES), 2)),),
        places=(f"第十一章（二）表1第{2 + number // len(RULES)}行",),
        basis=(Basis("LD2", NOTICE, clause),),
        values={},
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def outline() -> OutlineReading:
    statuses = ("present", "missing", "merged", "empty", "elsewhere")
    matches: list[OutlineMatch] = []
    for i, title in enumerate(CHAPTERS, start=1):
        matches.append(
            OutlineMatch(str(i), title, 1, "present" if i % 2 else "missing", section=0 if i % 2 else None)
        )
        for j, status in enumerate(statuses, start=1):
            matches.append(
                OutlineMatch(f"{i}.{j}", f"第{j}项要求", 2, status, reason="", sure=j != 3)  # type: ignore[arg-type]
            )
    return OutlineReading(tuple(matches))


def overlaps() -> OverlapReading:
    mine = anchor(3, "建设统一身份认证、统一用户管理")
    one = Overlap(
        "platform",
        "统一身份认证",
        mine,
        "全市统一身份认证体系",
        "p1",
        "统一身份认证平台",
        "市数据局",
        "公开目录",
        0.91,
        "build",
    )
    other = replace(
        one,
        kind="passage",
        theirs="另一申报件的原文",
        entry_name="某区停车平台",
        owner="××局",
        stance="unclear",
    )
    return OverlapReading("register-2024", (one, other))


def overlap_findings() -> tuple[Finding, ...]:
    """Make the findings that speak of `overlaps`."""
    platform = finding(0, check="overlap_platforms", subject="统一身份认证平台")
    return platform, finding(1, check="overlap_passages", subject="某区停车平台")


def results(findings: tuple[Finding, ...]) -> tuple[RuleResult, ...]:
    made = [
        RuleResult(
            rule,
            title,
            Outcome.FAIL if (ids := tuple(f.id for f in findings if f.rule == rule)) else Outcome.PASS,
            findings=ids,
        )
        for rule, _, title, *_ in RULES
    ]
    return (
        *made,
        RuleResult(
            "LA-Q01", "扩建项目原系统情况", Outcome.NEEDS_REVIEW, "项目性质未能确定，需核对是否属于扩建。"
        ),
        RuleResult("LA-E01", "概算明细与汇总一致", Outcome.ERROR, "读取概算表时出错。"),
        RuleResult("LA-N01", "机房设计", Outcome.INAPPLICABLE, "方案不含基础配套工程。"),
    )


def review(count: int = 12, **changes: object) -> Review:
    """Make a review with `count` failed findings; with none the pass is complete and clean."""
    findings = tuple(finding(i) for i in range(count))
    made = Review(
        pack=PackIdentity("linan", "0.1.0", "cd34" * 16),
        submission=Submission((document(),)),
        facts={
            "project_name": Fact(
                "杭州市临安区智慧停车", "extracted", anchor(0, "杭州市临安区智慧停车建设方案")
            ),
            "owner_unit": Fact("××街道办事处", "declared"),
            "total_yuan": Fact(3852000, "extracted", anchor(3, "385.20万元")),
            "attachments": Fact(("数据资源目录",), "declared"),
        },
        outline=outline(),
        budget=budget(),
        overlap=overlaps(),
        results=results(findings),
        findings=findings,
        conclusion=Conclusion.REVISE if count else Conclusion.NEEDS_PERSON,
        notices=("通过初审的项目一般每两周安排一次专家评审。",) if count else (),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def clean_review() -> Review:
    """Make a review in which everything was looked at and nothing was found."""
    whole = replace(document(), warnings=())
    passed = tuple(RuleResult(rule, title, Outcome.PASS) for rule, _, title, *_ in RULES)
    return review(
        0,
        submission=Submission((whole,)),
        results=passed,
        budget=replace(budget(3), unread=()),
        overlap=OverlapReading("register-2024"),
        conclusion=Conclusion.READY,
    )


def nasty_review() -> Review:
    """Make a review whose every text carries markup, template marks and forbidden characters."""
    bad = finding(
        0, title=NASTY, subject=NASTY, message=NASTY, suggestion=NASTY, places=(NASTY,),
        anchors=(anchor(3, NASTY),),
        basis=(Basis(NASTY, NASTY, NASTY),), values={"x": NASTY},
    )  # fmt: skip
    long = finding(
        1, title="名" * 200, message="长" * 3000, suggestion="改" * 500, places=("第一章" + "很" * 300,)
    )
    base = review(0)
    source = replace(base.submission.main.source, name=NASTY + "长" * 250 + ".docx")
    main = replace(base.submission.main, source=source, warnings=(ReadWarning("w", NASTY),))
    return replace(
        base,
        submission=Submission((main,)),
        facts={"project_name": Fact(NASTY, "declared"), "owner_unit": Fact(NASTY, "declared")},
        findings=(bad, long),
        results=(RuleResult("LA-F01", NASTY, Outcome.FAIL, NASTY, ("f0000",)),),
        notices=(NASTY,),
        overlap=OverlapReading(None, (replace(overlaps().overlaps[0], theirs=NASTY, entry_name=NASTY),)),
    )


def pack(root: Path) -> Pack:
    """Make a pack that speaks like the first one; `root` holds the letter template."""
    return Pack(
        manifest=Manifest(
            id="linan",
            version="0.1.0",
            title="规范性初审",
            authority="杭州市临安区数据资源管理局",
            document_kind="建设方案",
            regulation=f"《{NOTICE}》（临数转办〔2021〕2号）",
            letter_title="关于{project}项目建设方案规范性初审修改意见的函",
            conclusions={
                "ready": "规范性通过（可提交专家评审）",
                "revise": "修改后再报",
                "rewrite": "须重新编制",
                "needs_person": "需人工核查",
            },
        ),
        outline=Outline(title="大纲", basis="LD2", chapters=[OutlineItem(id="1", title=CHAPTERS[0])]),
        norms=Norms(clauses={}),
        rules=[],
        sha256="cd34" * 16,
        root=str(root),
    )
