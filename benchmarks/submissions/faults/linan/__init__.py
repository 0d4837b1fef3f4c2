"""Faults against the rules of Lin'an, written for its outline of seventeen chapters and its 附表."""

from collections.abc import Callable

from benchmarks.submissions.expected import Expected
from benchmarks.submissions.faults import shapes
from benchmarks.submissions.faults.linan import budget, content, declared, file, form, labour, lists, overlap
from benchmarks.submissions.proposal import Proposal

_FILES = (form, file, content, overlap, budget, labour, lists, declared)
FAULTS: dict[str, Callable[[Proposal], Expected]] = {
    **{fault.__name__: fault for module in _FILES for fault in module.FAULTS},
    "cut_by_a_third": shapes.declares("LA-P01", cut_percent=35, content_reduced=False),
    "technology_undeclared": shapes.says(
        "LA-P09",
        "业务记录采用区块链技术存证，防止事后篡改。",
        "区块链",
        item="4.2.2",
        new_technology=["人工智能"],
    ),
    "tax_wrong": shapes.tax_wrong("LA-T14"),
    "reckoned_wrongly": shapes.reckons_wrongly("LA-T15"),
    "price_high": shapes.recosted("LA-T13", "高位视频一体机", "note", price="16000"),
    "line_twice": shapes.row_twice("LA-T11"),
    "installation_counted_twice": shapes.costed("LA-T17", "安装调试费", severity="should"),
    "module_again": shapes.module_again("LA-T16", "高位视频接入模块", "高位视频接入管理模块"),
    "period_declared_differs": shapes.declares("LA-P12", period="30个月", may=("LA-O13",)),
    "instruction_left": shapes.says("LA-X03", "（此处填写项目建设的背景和主要内容）"),
}
