"""What the letter template says: its paragraphs with their styles, its tables with their columns.

`{%p … %}` repeats or drops paragraphs, `{{ … }}` is filled; `**…**` is bold.
"""

Line = tuple[str, str]


def _each(name: str, of: str, *lines: Line) -> tuple[Line, ...]:
    """Repeat lines for everything in a list."""
    return (("Normal", f"{{%p for {name} in {of} %}}"), *lines, ("Normal", "{%p endfor %}"))


def _when(condition: str, *lines: Line) -> tuple[Line, ...]:
    return (("Normal", f"{{%p if {condition} %}}"), *lines, ("Normal", "{%p endif %}"))


_OPINION = (
    ("Normal", "**{{ opinion.lead }}**{{ opinion.text }}"),
    *_each("point", "opinion.points", ("Normal", "{{ point }}")),
)
_SECTION = (
    ("Heading 1", "{{ section.heading }}"),
    *_each("text", "section.paragraphs", ("Normal", "{{ text }}")),
    *_each(
        "part",
        "section.parts",
        ("Heading 2", "{{ part.heading }}"),
        *_each("opinion", "part.opinions", *_OPINION),
    ),
)
BODY: tuple[Line, ...] = (
    ("Title", "{{ title }}"),
    ("主送", "{{ addressee }}："),
    *_each("text", "opening", ("Normal", "{{ text }}")),
    *_each("section", "sections", *_SECTION),
    *_each("text", "closing[:-1]", ("Normal", "{{ text }}")),
    ("结束语", "{{ closing[-1] }}"),
    *_when("attachments", ("附件说明", "附件：{{ attachments[0] }}")),
    *_each("name", "attachments[1:]", ("附件说明续", "{{ name }}")),
    ("署名", "{{ authority }}"),
    ("成文日期", "20××年×月×日"),
    ("Normal", "（联系人：××　联系电话：××）"),
)

# attachment key → columns: (heading, width in mm, placeholder, centred)
TABLES: tuple[tuple[str, tuple[tuple[str, int, str, bool], ...]], ...] = (
    (
        "detail",
        (
            ("序号", 14, "row.number", True),
            ("类别", 18, "row.group", True),
            ("位置", 23, "row.place", False),
            ("问题", 46, "row.fact", False),
            ("依据", 24, "row.basis", False),
            ("修改要求", 31, "row.suggestion", False),
        ),
    ),
    (
        "outline",
        (
            ("大纲要求", 50, "row.item", False),
            ("对照结果", 25, "row.status", True),
            ("方案中的章节", 35, "row.section", False),
            ("说明", 46, "row.note", False),
        ),
    ),
    (
        "budget",
        (
            ("序号", 11, "row.number", True),
            ("核对事项", 35, "row.subject", False),
            ("算式", 40, "row.formula", False),
            ("计算值", 18, "row.expected", True),
            ("方案所列", 18, "row.stated", True),
            ("差额", 18, "row.difference", True),
            ("结果", 16, "row.state", True),
        ),
    ),
    (
        "overlap",
        (
            ("序号", 11, "row.number", True),
            ("本方案内容", 48, "row.mine", False),
            ("已有系统或平台", 32, "row.entry", False),
            ("对方内容", 41, "row.theirs", False),
            ("比对情况", 24, "row.note", False),
        ),
    ),
    (
        "gaps",
        (
            ("序号", 12, "row.number", True),
            ("类别", 22, "row.kind", True),
            ("事项", 50, "row.subject", False),
            ("原因", 72, "row.reason", False),
        ),
    ),
    (
        "reply",
        (
            ("序号", 12, "row.number", True),
            ("意见", 64, "row.opinion", False),
            ("修改情况", 60, "", False),
            ("页码", 20, "", True),
        ),
    ),
)
