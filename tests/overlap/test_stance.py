"""Stance by the sentence: the mention stands in 【】."""

import pytest

from proposal_check.overlap.stance import Reading, sentence, stance

SENTENCES = """
build | 本项目新建【短信平台】一套，用于发送通知。
build | 建设【统一身份认证平台】，实现单点登录。
build | 主要建设内容包括：【短信平台】、门户网站
build | 购置【视频会议系统】2套
build | 【统一身份认证平台】建设
build | (1)【短信平台】开发
build | 通过建设【统一身份认证平台】实现一次登录
build | 采用微服务架构开发【统一身份认证平台】。
build | 新建【机房】30平方米
build | 升级改造【短信平台】
build | 因此需要建立【统一认证平台】
build | 新建单位门户网站及【网站群平台】
build | 开发【单点登录系统】，整合现有6个业务系统账号
use | 依托【统一身份认证平台】，建设应用系统
use | 建设与【短信平台】的对接接口
use | 系统部署在【政务云】上，不再单独采购服务器。
use | 【短信平台】由区数据局统一提供，本项目直接调用
use | 【短信平台】，由区里统一提供
use | 基于【政务云】建设业务应用系统
use | 完成与【统一身份认证平台】、【短信平台】的对接
use | 与【短信平台】、邮箱系统对接
use | 通过【电子政务外网】访问系统
use | 租用【政务云】资源
use | 向区【公共数据平台】归集业务数据
use | 考虑利用【数字证书】、统一认证、短信平台等全市统一的平台资源
use | 应用【统一身份认证平台】对接接口开发
use | 业务数据推送至【数据共享交换平台】
use | 升级改造现有系统，对接【数据共享交换平台】
use | 在【政务云】上部署应用服务器
use | 本项目无需建设服务器，直接使用【政务云】
use | 平台所需计算、存储资源由区【政务云】统一分配
use | 数据经【公共数据平台】共享至各镇街
use | 与省【电子证照库】实时核验
use | 在与市级【协同办公系统】无缝对接的基础上建设业务模块
use | 本项目依托已有的【政务云】、【政务外网】等基础设施进行建设，不再新建
present | 目前，我局已建成【视频会议系统】，运行良好
present | 2019年建成【OA系统】并投入使用
present | 本单位现有【机房】1间
present | 我局【OA系统】已于2018年上线
deny | 本项目不新建【短信平台】
deny | 【统一身份认证平台】不再单独建设
deny | 机房方面，本项目不涉及【机房】建设
deny | 避免重复建设【短信平台】
deny | 不单独建设【短信平台】、电子邮箱、视频会议系统
deny | 本期不包含【短信平台】
deny | 项目严禁自建【业务专网】
deny | 本项目建设内容不包括【机房】、综合布线等
unclear | 国务院提出建设全国一体化【政务服务平台】
unclear | 根据《【电子政务外网】建设规范》的要求
unclear | 采购【短信平台】服务一年
unclear | 【统一身份认证平台】建设情况
unclear | 缺少【统一身份认证平台】，各系统账号不通
unclear | 目前尚未建立【统一认证平台】
unclear | 参照杭州市建设【统一身份认证平台】的做法
unclear | 待全市【电子证照库】建成后再接入
unclear | 建设【短信平台】管理员队伍
unclear | 后续可建设【电子证照库】
unclear | 是否建设【短信平台】由领导小组研究
unclear | 若区里不能提供，则建设【短信平台】
unclear | 区数据局牵头建设【公共数据平台】
unclear | 省厅正在建设全省【视频会议系统】
unclear | 系统包括【统一身份认证】、消息中心、日志审计等公共组件
unclear | 建设满足【电子政务外网】、等级保护要求的系统
unclear | 购置服务器放置于【机房】
unclear | 建设完善的【机房】管理制度
unclear | 推进【协同办公系统】建设既是上级要求，也是实际需要
unclear | 【短信平台】
"""


def _marked(line: str) -> tuple[str, str, int, int]:
    expected, marked = (part.strip() for part in line.split("|", 1))
    start, end = marked.index("【"), marked.index("】") - 1
    return expected, marked.replace("【", "").replace("】", ""), start, end


@pytest.mark.parametrize("line", SENTENCES.strip().splitlines())
def test_stance(line: str) -> None:
    expected, text, start, end = _marked(line)
    assert stance(text, start, end).stance == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建设视频会议系统", Reading("present", True)),
        ("依托视频会议系统", Reading("use", True)),
        ("不新建视频会议系统", Reading("deny", True)),
    ],
)
def test_present_section_turns_building_into_history(text: str, expected: Reading) -> None:
    start = text.index("视频")
    assert stance(text, start, len(text), present=True) == expected


def test_nominal_building_inside_a_sentence_is_not_sure() -> None:
    text = "做好短信平台建设和推广"
    assert stance(text, 2, 6) == Reading("build", False)


def test_other_sentences_do_not_count() -> None:
    text = "本项目新建短信平台。统一认证使用全市平台。"
    left, right = sentence(text, 5, 9)
    assert text[left:right] == "本项目新建短信平台"
    assert stance(text, 5, 9).stance == "build"
