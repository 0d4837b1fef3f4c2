"""Deterministic prose in the manner of proposals: many domains, many turns of phrase, nothing copied."""

import random
from collections.abc import Sequence

# domain → things it deals with, data it keeps, people who work in it
DOMAINS: dict[str, tuple[str, str, str]] = {
    "停车": (
        "泊位 道闸 收费终端 诱导屏 停车场 路内车位 地磁",
        "停车订单 车牌记录 欠费名单 泊位台账",
        "收费员 车主 稽查人员",
    ),
    "水务": (
        "泵站 水库 管网 闸门 水表 水厂 排口",
        "水位数据 水质样本 用水记录 巡检轨迹",
        "巡查员 供水站长 水政执法人员",
    ),
    "医疗": (
        "门诊 病区 药房 检验设备 急救车 转诊通道 床位",
        "电子病历 检验报告 处方信息 健康档案",
        "家庭医生 护士长 院感专员",
    ),
    "教育": (
        "教室 课程 考场 校车 实验室 图书馆 食堂",
        "学籍信息 成绩单 选课记录 考勤数据",
        "班主任 教研员 家长",
    ),
    "农业": (
        "大棚 灌溉设施 农机 冷库 育苗基地 屠宰点 田块",
        "墒情数据 农药台账 检疫证明 收购价格",
        "农技员 种植大户 检疫员",
    ),
    "城管": (
        "垃圾桶 渣土车 广告牌 窨井盖 公厕 中转站 占道摊位",
        "处置工单 取证照片 巡查日志 清运量",
        "网格员 执法队员 环卫工人",
    ),
    "应急": (
        "仓库 救援装备 避难场所 预警喇叭 危化企业 指挥车 气象站",
        "险情报告 物资清单 值班记录 隐患台账",
        "值班长 救援队员 安全员",
    ),
    "文旅": (
        "景区 博物馆 民宿 导览牌 文物库房 剧场 步道",
        "客流数据 藏品卡片 预约订单 投诉工单",
        "讲解员 导游 票务人员",
    ),
    "交通": (
        "公交车 桥梁 信号灯 收费站 客运站 养护车辆 隧道",
        "行车轨迹 检测报告 班次计划 违章记录",
        "调度员 养护工程师 驾驶员",
    ),
    "民政": (
        "养老院 社区食堂 救助站 婚姻登记处 福利院 适老设施 日间照料中心",
        "低保名册 评估报告 补贴发放表 探访记录",
        "社工 护理员 民政助理",
    ),
    "档案": (
        "库房 密集架 扫描设备 阅览室 温湿度探头 卷盒 移交窗口",
        "全宗目录 数字化副本 借阅登记 鉴定意见",
        "档案员 查档群众 移交单位联络员",
    ),
    "市监": (
        "电梯 特种设备 餐饮后厨 检测机构 菜市场 计量器具 药店",
        "抽检结果 许可证照 投诉举报 信用档案",
        "监管员 检验师 经营者",
    ),
    "林业": (
        "林区 瞭望塔 苗圃 古树 护林站 防火道 湿地",
        "火情影像 林权证书 采伐许可 物种名录",
        "护林员 林权人 消防队员",
    ),
    "住建": (
        "工地 塔吊 老旧小区 燃气管道 公租房 深基坑 商品房",
        "施工日志 检测数据 维修基金 验收资料",
        "监理工程师 项目经理 物业管家",
    ),
    "人社": (
        "服务大厅 自助机 招聘会场 实训基地 劳务市场 仲裁庭 零工驿站",
        "参保记录 劳动合同 培训证书 岗位需求",
        "经办员 求职者 仲裁员",
    ),
}
_VERBS = "归集 登记 核验 调阅 推送 汇总 比对 审核 追踪 统计 公示 分派 预警 校准 归档 筛查 更新 锁定 复核 标注"
_MEANS = (
    "手机端 扫码 视频抓拍 电子围栏 定时任务 人工填报 传感器 "
    "批量导入 语音播报 短信提醒 图像识别 规则引擎 热力图 电子签名 "
    "二维码 离线缓存 双向同步 分级授权"
)
_AIMS = (
    "减少重复填报 缩短办理时限 压实各方责任 便于事后追溯 降低误报比例 提高现场处置速度 保证账实相符 "
    "避免信息遗漏 方便群众就近办理 支撑年度考核 节约人力开支 防止越权操作"
)
_WHEN = (
    "每日零点 接到任务后 巡查过程中 遇到异常时 月底结账前 "
    "节假日期间 设备离线后 新增对象时 汛期到来前 变更生效当天"
)
_UNITS = "分钟 小时 个工作日 秒"

# What narrows a thing or data down; most mentions have one, so that two authors seldom write the same run.
_WHERE = (
    "城东 城西 老城区 开发区 沿江 北片 南片 东湖片区 "
    "西山片区 高铁新城 工业园 大学城 镇区 山区 试点街道 重点乡镇 "
    "新投用 改造中 待报废 委托运营 租赁 跨区 省级挂牌 尚未联网 三年以上 夜间开放 临时启用 自管 直属 民营"
)
_WHICH = (
    "近三个月 上一年度 已归档 存疑 首次产生 待补正 跨部门 "
    "未脱敏 纸质转录 逾期 现场采得 批量导入 被退回 高频变动 "
    "经抽查 重复出现 争议较大 历史遗留 尚未公开 授权范围内 分批移交 随机抽取 人工修正过 来自上级"
)

_CLAUSES = (
    "{when}由{who}通过{means}{verb}{data}",
    "系统对{thing}的{data}进行{verb}和{verb2}",
    "{thing}的状态变化须在{n}{unit}内反映到{data}中",
    "{who}可以按{thing}查看{data}并导出明细",
    "以{means}的方式{verb}{thing}",
    "对{n}处{thing}逐一{verb}",
    "将{data}与{data2}相互{verb}",
    "凡{verb}不通过的{data}退回{who}补正",
    "为{who}配备{means}功能",
    "{thing}与{thing2}之间的关联关系可在图上展开",
    "从而{aim}",
    "以便{who}{verb}{data}",
    "目的是{aim}",
    "做到{thing}底数清楚",
    "同时保留{n}年的{data}",
    "超过{n}{unit}未{verb}的自动提示{who}",
    "{data}按{thing}和时段两个维度{verb}",
    "借助{means}{verb}{thing}周边情况",
    "{who}交接班时应当面清点{thing}",
    "先由{who}{verb}，再交上一级{verb2}",
    "允许{who}在{n}{unit}内撤回误报的{data}",
    "{thing}发生故障的，改用{means}继续{verb}",
    "{data}缺项超过{n}处的不予{verb}",
    "每个{thing}绑定一名{who}",
    "支持把{data}转成报表发给{who}",
    "{when}锁定{data}的修改权限",
    "新旧{data}并行{n}天后切换",
    "首页集中展示{n}类{thing}的运行情形",
    "对{data}设置{n}级密码保护",
    "{who}每季度抽查{n}个{thing}",
    "与{thing}配套的{means}同步上线",
    "异常{data}用不同颜色区分",
    "{thing}编号沿用原有规则",
    "遇有{thing}迁移，{data}随之变更归属",
)


class Author:
    """Writes about one domain; the same seed writes the same text."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.domain = self._random.choice(sorted(DOMAINS))
        things, data, people = DOMAINS[self.domain]
        self._words = {"thing": things.split(), "data": data.split(), "who": people.split()}

    def sentence(self) -> str:
        """Write a sentence of two to four clauses."""
        clauses = self._random.sample(_CLAUSES, self._random.choice((2, 3, 3, 4)))
        return "，".join(self._clause(clause) for clause in clauses) + "。"

    def paragraph(self, sentences: int) -> str:
        return "".join(self.sentence() for _ in range(sentences))

    def text(self, characters: int) -> str:
        """Write paragraphs until there are so many characters."""
        parts: list[str] = []
        while sum(map(len, parts)) < characters:
            parts.append(self.paragraph(self._random.randint(3, 6)))
        return "\n".join(parts)

    def _clause(self, pattern: str) -> str:
        pick = self._random.choice
        things = [self._narrowed(word, _WHERE) for word in self._two("thing")]
        data = [self._narrowed(word, _WHICH) for word in self._two("data")]
        verbs = self._random.sample(_VERBS.split(), 2)
        return pattern.format(
            thing=things[0],
            thing2=things[1],
            data=data[0],
            data2=data[1],
            who=pick(self._words["who"]),
            verb=verbs[0],
            verb2=verbs[1],
            means=pick(_MEANS.split()),
            aim=pick(_AIMS.split()),
            when=pick(_WHEN.split()),
            unit=pick(_UNITS.split()),
            n=self._random.randint(2, 48),
        )

    def _narrowed(self, word: str, ways: str) -> str:
        return f"{self._random.choice(ways.split())}的{word}" if self._random.random() < 0.8 else word

    def _two(self, kind: str) -> Sequence[str]:
        return self._random.sample(self._words[kind], 2)


# Invented wording of the kind an outline prescribes; the benchmarks add it to the library as texts to ignore.
TEMPLATE_LINES = (
    "本项目建设依据上级关于数字化改革的部署要求，按照统一规划、统一标准、分步实施、急用先行的原则组织实施。",
    "系统总体架构由基础设施层、数据资源层、应用支撑层、业务应用层和展示层组成，并由标准规范体系和安全保障体系贯穿始终。",
    "项目建设单位对方案内容的真实性负责，评审意见应逐条落实并在修改稿中注明修改位置和修改依据。",
    "系统应满足网络安全等级保护第二级要求，上线前须通过具有资质的第三方机构开展的安全测评和软件测试。",
    "概算编制依据国家和省市现行的收费标准，结合市场询价结果综合确定，所列费用均含税费和三年质保服务。",
    "项目验收分为初步验收和竣工验收两个阶段，初步验收合格后试运行不少于三个月，试运行正常后申请竣工验收。",
    "招标方式严格按照政府采购的有关规定执行，由建设单位委托代理机构组织公开招标并接受监督部门的监督。",
    "培训对象包括系统管理人员、业务操作人员和运行维护人员，培训采用集中授课和现场指导相结合的方式进行。",
)
CITATIONS = (
    "《国务院办公厅关于印发国家政务信息化项目建设管理办法的通知》（国办发〔2019〕57号）",
    "《中华人民共和国网络安全法》",
    "《信息安全技术 网络安全等级保护基本要求》（GB/T 22239-2019）",
    "《浙江省公共数据条例》",
    "《关于进一步规范政务信息化项目评审流程的通知》（临数转办〔2021〕2号）",
    "《国务院关于加强数字政府建设的指导意见》（国发〔2022〕14号）",
)
