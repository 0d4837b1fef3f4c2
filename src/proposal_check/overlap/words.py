"""Words of a module name: the tokenizer behind one adapter, stop words, and what makes a name telling."""

import re
import unicodedata
from functools import lru_cache

# Said of any system, so they distinguish none. Longest first: 子系统 before 系统.
_STOP = re.compile("子系统|信息系统|系统|平台|模块|功能|管理|(?<!违法)建设|开发|设计|实现|应用软件|软件")
_NOISE = re.compile(r"[\W_]+")
# Modules that almost every system has: sharing them says nothing about duplicate construction.
_GENERIC_WORDS = """
用户 角色 日志 字典 消息 权限 菜单 登录 注册 注销 密码 账号 账户 个人 中心 首页 主页 工作台 待办 已办
通知 公告 提醒 参数 配置 设置 组织 机构 组织机构 部门 人员 岗位 查询 检索 搜索 统计 分析 统计分析
数据分析 数据 报表 图表 导入 导出 上传 下载 备份 恢复 附件 文件 文档 接口 后台 前端 前台 后端 移动 移动端
小程序 微信 手机 客户端 终端 门户 门户网站 网站 大屏 可视化 驾驶舱 展示 信息 基础 基本 业务 综合 服务
应用 支撑 公共 通用 统一 智慧 数字化 信息化 数据库 资源 资源库 运维 监控 审计 安全 流程 引擎 表单
归集 汇聚 治理 清洗 交换 共享 接入 对接 迁移 集成 组件 能力 中台 底座 数据治理 数据共享 数据交换 共享交换
审批 审核 办理 新增 修改 删除 编辑 维护 帮助 反馈 评价 意见 任务 详情 列表 记录 档案 台账 管理员
"""
_GENERIC = frozenset(_GENERIC_WORDS.split())


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """Fold width and case and drop everything but letters, digits and Chinese characters."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).lower())


@lru_cache(maxsize=65536)
def core(name: str) -> str:
    """Strip what any system is called (系统, 平台, 管理, 模块 …); blank when nothing else is left."""
    return _STOP.sub("", normalise(name))


@lru_cache(maxsize=65536)
def cut(text: str) -> tuple[str, ...]:
    """Segment Chinese text into words. The tokenizer is loaded at the first call."""
    import rjieba

    return tuple(rjieba.cut(text))


def bigrams(text: str) -> frozenset[str]:
    """Give the character pairs of a text; a single character stands for itself."""
    return frozenset(text[i : i + 2] for i in range(max(len(text) - 1, 1))) if text else frozenset()


def is_generic(word: str) -> bool:
    """Say whether almost every system has a module called so."""
    return word in _GENERIC


@lru_cache(maxsize=65536)
def distinctiveness(name: str) -> float:
    """Give the share, 0..1, of a name's core that is not said of every system (用户管理 → 0)."""
    text = core(name)
    if not text or text in _GENERIC:
        return 0.0
    telling = sum(len(word) for word in cut(text) if word not in _GENERIC)
    return telling / len(text)
