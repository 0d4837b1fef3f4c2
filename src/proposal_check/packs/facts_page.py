"""docs/facts.md: every fact an applicant may declare, from the one place that lists them."""

from proposal_check.model.submission import FACTS

_HEAD = """\
<!-- 由 packs facts 生成，请勿手工修改 -->

# 申报信息 facts.yaml

`proposal-check review … --facts facts.yaml`，或把 `facts.yaml` 放进申报件的文件夹。
申报信息优先于从文中提取的内容；两者不一致时会作为意见提出。没有写明、也未能从文中确定的项目，依赖它的规则记为“需人工核查”，并说明要补哪一项。

```yaml
doc_kind: 可行性研究报告
nature: 升级改造
total_yuan: 3180000        # 单位为元
predecessor: 智慧停车管理系统
predecessor_accepted: true
attachments: [立项批复.pdf, 数据资源目录.xlsx]
```

写错的名称、类型和取值会一次全部列出。结构定义见 [facts.schema.json](facts.schema.json)。

| 名称 | 含义 | 取值 |
|---|---|---|
"""


def facts_page() -> str:
    """Render the page."""
    rows = (f"| `{name}` | {kind.label} | {kind.holds} |\n" for name, kind in FACTS.items())
    return _HEAD + "".join(rows)
