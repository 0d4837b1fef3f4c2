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
build | 本期拟建设一套【视频会议系统】，覆盖各镇街。
build | 二是搭建【短信平台】，实现验证码和通知下发；
unclear | 本次采购【视频会议系统】终端及MCU各1台
build | 在现有系统基础上新建【统一身份认证平台】
build | 开发独立的【统一身份认证系统】，供局内12个系统使用
build | 购置短信猫2台，自建【短信平台】
build | 本项目将自行搭建【电子邮箱系统】
build | 建设内容：1.【短信平台】；2.门户网站
build | 新增【视频会议系统】1套，部署于指挥中心
build | 打造全局统一的【统一身份认证平台】
use | 登录统一接入【省统一身份认证平台】，不另设账号
use | 消息提醒调用市级【短信平台】接口发送
use | 复用一体化平台的【电子印章】组件
use | 电子证照通过【电子证照库】共享获取
use | 视频会议依托区【视频会议系统】召开
use | 地图服务使用【一张图】提供的底图
use | 系统纳入【一网统管】平台统一运行
use | 本项目所有服务器资源向【政务云】申请
use | 建设内容包括与【短信平台】的接口开发
use | 采用【政务云】部署方式
use | 用户身份由【统一身份认证平台】统一管理，本系统不保存口令
use | 对【数据共享交换平台】已有数据直接调用
use | 审批结果同步至【一网通办】平台
use | 通过【短信平台】、公众号等方式向群众推送
use | 充分利用已有【视频会议系统】，节约投资
use | 前端视频统一接入【视频图像共享平台】
use | 经【政务外网】与市级平台互联
present | 我局现有【短信平台】由电信公司承建，年发送量20万条
present | 截至2023年底，全区已建成【视频会议系统】覆盖所有镇街
present | 【视频会议系统】于2016年建成，设备老化
use | 现使用的【短信平台】每条0.05元
use | 目前已接入【政务外网】
present | 原【OA系统】功能单一
deny | 本项目不再自建【统一身份认证平台】，统一使用市级平台
deny | 不单独采购【短信平台】服务
deny | 【机房】不在本项目建设范围内
deny | 按要求不得新建【业务专网】
deny | 无需另行搭建【短信平台】
deny | 原计划建设的【短信平台】不再列入本次投资
unclear | 【视频会议系统】由区里统建，不在本次申报范围
unclear | 各地纷纷建设【统一身份认证平台】
unclear | 《关于加快建设【电子证照库】的通知》
unclear | 市大数据局正在建设【数据共享交换平台】二期
unclear | 如区级【短信平台】不能满足需求，再考虑自建
unclear | 省里要求各市建设【电子证照库】
unclear | 对标先进地区建设【一网统管】平台的经验
unclear | 没有建设【统一身份认证平台】，重复登录问题突出
unclear | 招标文件要求投标人具有【视频会议系统】建设经验
unclear | 培训【视频会议系统】使用人员30人
unclear | 【短信平台】的稳定性有待提高
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
