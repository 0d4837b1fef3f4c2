from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposal_check.overlap.synonyms import acts, lexicon, lines, pieces
from proposal_check.overlap.words import core

LINES = [line.split() for line in lines() if not line.startswith("#")]
names = st.lists(st.sampled_from([*sorted(lexicon()), "一", "之"]), min_size=1, max_size=4).map("".join)

# Two stages, two directions or two things of one kind.
APART = """
申请/审批 受理/审批 受理/办结 登记/注销 申请/注销 开办/注销 企业开办/企业注销 参保/停保 入库/出库
收费/退费 追缴/发放 上报/下发 派单/接单 收文/发文 出生/死亡 结婚/离婚 入院/出院 招生/毕业 迁入/迁出
落户/户口迁出 供水/排水 取水/排水 供水/供热 供热/燃气 征收/退税 预算/决算 立项/验收 开工/竣工 借阅/归档
采购/拍卖 录取/毕业 车辆/公务用车 项目/重大项目 企业/园区企业 老人/养老机构 医院/定点医院 车辆/渣土车
干部/党员 低保/特困 巡查/派单 监测/派单 监测/处置 巡查/整改 预警/处置 预约/取号 投诉/回访 举报/派单
考试/培训 培训/考核 公租房/人才公寓 公积金/维修资金 养老保险/医保 工伤/失业 食品/药品 公交/出租车
森林防火/消防 结婚/收养 身份证/居住证 驾驶证/行驶证 河道/水库 人大/政协 团委/妇联 农药/种子 生猪/渔业
台风/地震 危化品/烟花爆竹 污水/饮用水 垃圾/渣土 户外广告/违建 幼儿园/养老机构 法律援助/公证
行政复议/行政诉讼 社区矫正/安置帮教 发放/领取 抵押/解押 迁入/户口迁出 住院/出院 入库/报废 招标/投标
出租/购买 登记/变更 登记/年检 变更/注销 初审/终审 起草/归档 派单/办结 抽查/自查 巡查/检验 检测/检修
监测/养护 演练/救援 采样/化验 销售/采购 贷款/担保 罚款/补贴 缴费/退费 缴费/欠费 预约/签到 签到/请假
授课/考试 招聘/培训 任免/考核 投票/问卷 咨询/投诉 开庭/送达 停电/报装 在岗/脱岗 拥堵/事故 企业/个人
老人/儿童 妇女/儿童 干部/职工 学生/教师 医生/护士 患者/医生 律师/法官 业主/物业 租户/房东 司机/乘客
游客/导游 党员/团员 护照/身份证 护照/港澳通行证 户口/身份证 驾驶证/车牌 机动车登记/驾驶证 旅馆/出租房
禁毒/反诈 警力/辅警 枪支/毒品 低保/高龄津贴 特困/孤儿 结婚/殡葬 公墓/殡仪馆 助餐/助浴 福彩/体彩
残疾人证/老年证 社会组织/慈善 地名/行政区划 社工/网格员 工伤/生育保险 退休/失业 职称/职业技能鉴定
养老保险/养老机构 社保卡/身份证 医保/社保 挂号/住院 处方/病历 疫苗/药品 食品/餐饮 食品/化妆品
药品/医疗器械 专利/商标 电梯/锅炉 计量/标准化 个体户/企业 网店/菜市场 学籍/学位 中考/高考 校车/校园安全
国库/非税 审计/统计 税务/财政 国企/民营企业 招商/外贸 用电/用水 光伏/充电桩 粮库/仓库 科技项目/重大项目
专利/论文 不动产登记/抵押 土地出让/土地征收 耕地/林地 地质灾害/地震 矿山/砂石 森林/湿地 海域/海岛
宅基地/危房 古树/古建筑 公租房/公积金 商品房/二手房 塔吊/深基坑 路灯/井盖 供水/节水 公园/公厕 桥梁/隧道
扬尘/渣土 监理/施工单位 装修/拆除 停车/违停 共享单车/出租车 油烟/扬尘 噪声/油烟 垃圾/公厕 公路/铁路
港口/机场 客运/货运 公交/地铁 船舶/车辆 快递/外卖 超限/超速 水库/泵站 台风/山洪 取水/灌区 水质/水位
河长制/林长制 农药/化肥 种子/农机 生猪/水产 屠宰/养殖 渔船/休渔 茶叶/水果 合作社/供销社 废气/废水
危废/固废 空气质量/噪声 排污许可/环评 辐射/尾气 动火作业/有限空间 消防栓/灭火器 危化品/燃气
应急物资/应急队伍 雷电/暴雨 图书馆/博物馆 文物/非遗 景区/酒店 门票/导游 档案/图书 电影/电视 场馆/赛事
会议室/办公用房 公文/印章 访客/会议 食堂/会议室 公证/律师 行政处罚/行政复议 法院/检察院 戒毒/社区矫正
廉政/党费 人大代表/政协委员 工会/妇联 提案/建议 组织生活/党费 编制/档案
"""
PAIRS = [tuple(pair.split("/")) for pair in APART.split()]


def _concepts(word: str) -> frozenset[int]:
    return frozenset(c for _, _, found in pieces(word) for c in found)


def test_a_line_is_two_words_or_more_each_once_and_as_names_are_compared() -> None:
    assert [line for line in LINES if len(line) < 2] == []
    assert [line for line in LINES if max(Counter(line).values()) > 1] == []
    assert [word for line in LINES for word in line if core(word) != word or len(word) < 2] == []


def test_no_line_says_only_what_another_says() -> None:
    known = lexicon()
    assert [line for line in LINES if len(frozenset.intersection(*(known[word] for word in line))) > 1] == []


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_unlike_things_share_no_line(one: str, other: str) -> None:
    known = lexicon()
    assert known[one].isdisjoint(known[other])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("落户申请受理", "户口迁移办理"),
        ("餐饮后厨视频直播", "明厨亮灶"),
        ("在线挂号", "预约诊疗"),
        ("市长热线", "12345工单"),
        ("老年助餐", "长者食堂"),
        ("窨井盖监测", "井盖感知终端"),
    ],
)
def test_one_thing_in_other_words_shares_a_concept(one: str, other: str) -> None:
    assert _concepts(one) & _concepts(other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("户口迁移办理", ["户口迁移", "户口", "迁移", "办理"]),
        ("一二三", []),
        ("", []),
        ("巡", []),
    ],
)
def test_words_and_the_words_in_them(text: str, found: list[str]) -> None:
    assert [text[a:b] for a, b, _ in pieces(text)] == found


@given(names)
def test_every_word_lies_in_one_of_the_longest_and_those_do_not_meet(text: str) -> None:
    spans = [(start, end) for start, end, _ in pieces(text)]
    assert all(text[a:b] in lexicon() for a, b in spans)
    longest = [(a, b) for a, b in spans if not any((c, d) != (a, b) and c <= a < b <= d for c, d in spans)]
    cover = [(a, b) for a, b in spans if all(d <= a for c, d in spans if (c, -d) < (a, -b))]
    assert longest == cover


def test_acts_are_the_lines_above_the_things() -> None:
    assert lexicon()["监测"] & acts()
    assert not lexicon()["公租房"] & acts()
