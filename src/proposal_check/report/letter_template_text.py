"""What the letter template says: its paragraphs with their styles, its tables with their columns.

`{%p … %}` repeats or drops paragraphs, `{{ … }}` is filled; `**…**` is bold.
"""

BODY: tuple[tuple[str, str], ...] = (
    ("Title", "{{ title }}"),
    ("主送", "{{ addressee }}："),
    ("Normal", "{%p for text in opening %}"),
    ("Normal", "{{ text }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p for section in sections %}"),
    ("Heading 1", "{{ section.heading }}"),
    ("Normal", "{%p for text in section.paragraphs %}"),
    ("Normal", "{{ text }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p for part in section.parts %}"),
    ("Heading 2", "{{ part.heading }}"),
    ("Normal", "{%p for opinion in part.opinions %}"),
    ("Normal", "**{{ opinion.lead }}**{{ opinion.text }}"),
    ("Normal", "{%p for point in opinion.points %}"),
    ("Normal", "{{ point }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p for text in closing %}"),
    ("结束语", "{{ text }}"),
    ("Normal", "{%p endfor %}"),
    ("附件说明", "{%p if attachments %}"),
    ("附件说明", "附件：{{ attachments[0] }}"),
    ("附件说明", "{%p endif %}"),
    ("附件说明", "{%p for name in attachments[1:] %}"),
    ("附件说明续", "{{ name }}"),
    ("附件说明", "{%p endfor %}"),
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
            ("位置", 24, "row.place", False),
            ("问题", 42, "row.fact", False),
            ("依据", 25, "row.basis", False),
            ("修改要求", 33, "row.suggestion", False),
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
            ("核对事项", 36, "row.subject", False),
            ("算式", 43, "row.formula", False),
            ("计算值", 18, "row.expected", True),
            ("方案所列", 18, "row.stated", True),
            ("差额", 14, "row.difference", True),
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
