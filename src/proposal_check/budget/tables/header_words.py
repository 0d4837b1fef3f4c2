"""What the words of a header say: the role of its column and the unit it counts in."""

import re
from dataclasses import dataclass
from functools import lru_cache

from proposal_check.budget.figures.amounts import EFFORT_UNITS, effort_unit, narrow
from proposal_check.budget.tables.sheet import squeeze

_BRACKET = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
_EFFORT_WORD = r"人[日天月年时]|工时|工日"

# The first that matches a header's words (brackets taken out) names the column. Order is meaning.
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile("|".join(patterns), re.IGNORECASE))
    for role, *patterns in (
        ("number", r"^(?:序号?|编号|项次|项号|行号|no\.?|序列|(?:项目|子目|清单|定额)编[码号])$"),
        (
            "note",
            r"^(?:备注|说明|备注说明|(?:计算|测算|估算|取费|计费|收费|询价|编制)?依据)$",
            r"^(?:计算|测算|估算|取费|计费|费率|编制|依据)说明$|^(?:计算|测算|取费|计费)(?:方式|方法|过程|公式|式)$",
        ),
        ("source", r"^(?:资金来源|资金渠道|筹资渠道|来源)$"),
        (
            "rate",
            rf"(?:{_EFFORT_WORD}).*(?:单价|费率|要价|标准|成本$)",
            r"(?:人工|人力|工程师).*(?:单价|费率)",
            r"^(?:标准|基准|平均)?费率(?:标准)?$|^计费单价$",
        ),
        ("group_effort", rf"^(?:{_EFFORT_WORD}|工作量)(?:总计|合计|小计)$"),
        ("group_amount", r"^(?:成本|费用|金额|价格|投资)(?:总计|合计|小计)$"),
        ("function_points", r"^(?:ufp|afp|fp|us|ufc)$|功能点(?:数|个数|规模)|未?调整后?功能点|^规模$"),
        (
            "effort",
            r"工作量|开发工量|^工量$|^工时数?$|投入时间|^投入$",
            rf"^(?:预计|投入)?(?:{_EFFORT_WORD})数?$",
        ),
        ("price", r"单价|^(?:产品)?价格$|^报价$|^(?:最高)?(?:限价|控制价)$|^月租[金费]?$|^现价$"),
        ("unit", r"^(?:计量|计价)?单位$"),
        ("users", r"用户数|授权数|许可数|^授权$|license|点数$"),
        ("quantity", r"数量|工程量|套数|台数|点位数|^[个条次户件]数$|^数目$|条目数|^人数$"),
        ("warranty", r"质保|维保|保修|免费(?:服务|维护|运维)(?:年限|期限?)|服务年限"),
        ("response", r"响应"),
        ("brand", r"品牌|厂商|厂家"),
        ("spec", r"参数|指标|规格|配置|技术要求"),
        ("purpose", r"用途|所属系统|使用部门|用于"),
        ("year", r"^年[度份]$"),
        (
            "amount",
            r"^(?:费用|金额|投资|概算|预算|估算|不?含税)?(?:小计|合计|总计|合价)$|.费(?:小计|合计|总计)$|价税合计|总价|总金额|金额",
            r"^(?:预计|估算|概算|预算|投资|开发|建设|总)?(?:费用|成本|价款|造价|资金|投资额?)￥?$",
            r"^(?:估算|概算|预算|投资|总)?(?:概算|预算|估算|预算价|概算价|总额|总投资)￥?$",
            r"^(?:预算|概算|估算)(?:投资|费用|资金)$|^总?投资(?:概算|估算)$|^(?:预算|概算|估算|测算|投资)值$",
            r"^(?:原|批复|原批复|核定|审定|申报|送审|变更[前后]?|调整[前后]?|本[次期](?:申报|申请)?|.{0,4}已(?:完成|投入|安排|支付)|尚需|剩余)"
            r"(?:概算|预算|估算|总?投资|资金|金额)(?:额|总额)?$|^本[次期](?:申报|申请)$|^.{0,4}已(?:完成|投入|安排|支付)$",
            r"^(?:[一二两三四五六七八九十\d]+年|服务期|全周期)(?:合计|小计|总计|总?费用|服务费)$",
        ),
        (
            "category",
            r"^(?:类别|分类|类型|大类|产品大类|费用类[别型]|一级.*|科目类?别?|归属|(?:所属|项目|建设)类别)$",
        ),
        (
            "function",
            r"功能(?:点)?(?:描述|说明|要求|内容|介绍)|建设内容|主要功能|^子?功能$|^功能点$|(?:模块|系统|平台)功能$",
            r"内容$|^详情$|^(?:内容)?描述$",
        ),
        (
            "name",
            r"名称|模块|子?系统|^(?:子项目|单项工程|任务|子任务|设备|产品|项目|分项|费用项目?|明细|岗位|角色|职务)$",
            r"^(?:人员类型|担任职务|工作阶段|阶段|工作任务|费用明细|费用构成|品名|物料|货物|工作项|事项|产品小类|小类)$",
        ),
        ("model", r"^型号$"),
        ("amount", r"(?:费用?|投资|成本|造价)$"),
    )
)
_SHARE = re.compile(r"权重|占比|比例|%|百分比|系数|因子|分值|得分|评分")
_FOREIGN = re.compile(r"外币|美元|欧元|日元|英镑|港[币元]|USD|EUR", re.IGNORECASE)
_MONEY_UNIT = re.compile(r"(?:人民币)?(?P<money>万元|亿元|千元|百元|元|万|￥)(?:[/每](?P<per>.+))?")
SCALES = {"元": 1, "￥": 1, "百元": 100, "千元": 1000, "万": 10_000, "万元": 10_000, "亿元": 100_000_000}


@dataclass(frozen=True, slots=True)
class HeaderUnit:
    """A unit said in a header: a money unit (元, 万元 …) with what it is per, or an effort unit."""

    money: str | None = None
    per: str | None = None
    effort: str | None = None


_LEVEL = re.compile(r"/(?![^(（]*[)）])")


def header_levels(text: str) -> list[str]:
    """Split a column's header text into its levels, top to bottom; the slash of 元/人月 parts none."""
    return _LEVEL.split(text)


@lru_cache(maxsize=2048)
def header_unit(text: str) -> HeaderUnit:
    """Read the unit of a header cell, in brackets or glued on: 单价（元/人月）, 预算￥."""
    flat = squeeze(narrow(text))
    for part in (*_BRACKET.findall(flat), *re.findall(r"(?<=[\u4e00-\u9fff])[:/,](.+)$", flat)):
        effort = effort_unit(part)
        if effort:
            return HeaderUnit(effort=effort)
        money = _MONEY_UNIT.match(part.removeprefix("单位:"))
        if money:
            unit = {"万": "万元", "￥": "元"}.get(money["money"], money["money"])
            per = money["per"] or _effort_word(_BRACKET.sub("", flat))
            return HeaderUnit(money=unit, per=(effort_unit(per) or per) if per else None)
    if flat.endswith("￥"):
        return HeaderUnit(money="元")
    return HeaderUnit(effort=effort_unit(_effort_word(flat) or ""))


def _effort_word(text: str) -> str | None:
    word = re.search(_EFFORT_WORD, text)
    return word.group() if word else None


def stated_effort(caption: str) -> str | None:
    """Read an effort unit that a caption gives for the whole table: （单位：人月）."""
    match = re.search(r"单位[:为]?([^)\]】,;]+)", squeeze(narrow(caption)))
    return effort_unit(match[1]) if match else None


def stated_per(caption: str) -> str | None:
    """Read what a caption says that all prices of the table are per: （单位：元/人月）."""
    match = re.search(r"元[/每](人[日天月年时])", squeeze(narrow(caption)))
    return effort_unit(match[1]) if match else None


@lru_cache(maxsize=2048)
def role_of(text: str) -> str | None:
    """Name the role a header text gives its column; the unit in brackets may decide."""
    flat = squeeze(narrow(text))
    core = _BRACKET.sub("", flat).strip(":*.")
    unit = header_unit(text)
    if _SHARE.search(flat) or (_FOREIGN.search(flat) and "人民币" not in flat):
        return None
    role = next((role for role, pattern in _ROLES if pattern.search(core)), None)
    if role in {"price", "rate"} and unit.money and unit.per in EFFORT_UNITS:
        return "rate"
    if role == "effort" and unit.money:
        return "amount"
    if unit.effort and role in {"amount", "quantity", None} and not unit.money:
        return "effort" if role or effort_unit(core) else None
    by_piece = unit.per and (role == "amount" or (role is None and core.endswith("标准")))
    if unit.money and (by_piece or (role == "spec" and "指标" in core)):
        return "price"
    return role
