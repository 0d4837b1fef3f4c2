"""Rewrite prose the way people do who copy: a few edits, another order, or other words throughout."""

import random
import re

# Each line: wordings that stand for each other.
_SYNONYMS = """
归集 汇聚 收集 采集入库
登记 录入 备案
核验 核对 查验
调阅 查看 翻查
推送 下发 发送
汇总 合并统计 归并
比对 对照 交叉检查
审核 审查 把关
追踪 跟踪 持续关注
统计 计算 清点
公示 对外公布 公开展示
分派 派发 交办
预警 提前告警 风险提示
校准 校正 修正
归档 存档 入档
筛查 排查 过滤
更新 刷新 变更
锁定 冻结 暂停修改
复核 再次检查 二次确认
标注 打标签 做标记
手机端 移动终端 手机应用
扫码 扫描二维码
视频抓拍 摄像头取证
定时任务 定期自动执行
人工填报 手工录入
批量导入 成批上传
短信提醒 发短信告知
图像识别 智能识图
分级授权 按级别开放权限
电子签名 线上签字
减少重复填报 避免多头报送
缩短办理时限 加快办结
压实各方责任 让责任落到人
便于事后追溯 日后可以倒查
降低误报比例 少出错报
提高现场处置速度 让现场反应更快
保证账实相符 使账目与实物一致
避免信息遗漏 防止漏掉情况
方便群众就近办理 让百姓在家门口办事
支撑年度考核 为全年考评提供依据
节约人力开支 省下人手
防止越权操作 杜绝超出权限的操作
每日零点 每天凌晨
接到任务后 任务下达以后
巡查过程中 现场检查期间
遇到异常时 一旦出现异常
月底结账前 每月关账之前
设备离线后 终端断网以后
新增对象时 有新对象加入时
系统对 平台针对
进行 开展
须在 应当于
反映到 体现在
可以按 能够依据
查看 浏览
并导出明细 并下载清单
以 采用
的方式 这一手段
逐一 挨个
相互 彼此
不通过的 未合格的
退回 打回
补正 修改补充
配备 提供
之间的关联关系 的相互联系
可在图上展开 能够在地图中呈现
从而 由此
以便 好让
目的是 意在
做到 实现
底数清楚 情况掌握到位
同时保留 并留存
自动提示 由系统提醒
两个维度 两种口径
借助 利用
交接班时 换班之际
当面清点 当场点清
再交上一级 然后报上级
允许 准许
撤回误报的 收回报错的
发生故障的 出现故障的
改用 换用
缺项超过 缺失项多于
不予 不作
绑定 对应
支持把 可将
转成报表 生成报表
的修改权限 的编辑权
并行 同时运行
首页集中展示 在首页汇总显示
运行情形 运转状况
设置 加设
每季度抽查 每三个月抽检
配套的 相配的
同步上线 一并启用
用不同颜色区分 以颜色加以区别
沿用原有规则 继续使用原来的规则
遇有 如有
随之变更归属 相应调整归属
近三个月 最近一个季度
上一年度 去年
已归档 归入档案
存疑 有疑问
首次产生 第一次出现
待补正 需要补充
跨部门 涉及多个部门
逾期 超期
被退回 遭退回
重复出现 反复出现
争议较大 分歧较多
历史遗留 以前留下
新投用 刚启用
待报废 将要报废
委托运营 交由他人运营
尚未联网 还没有联网
夜间开放 晚间开放
临时启用 暂时启用
周边情况 附近状况
"""
_GROUPS = [line.split() for line in _SYNONYMS.split("\n") if line.strip()]
_LOOKUP = {word: [w for w in group if w != word] for group in _GROUPS for word in group}
_PATTERN = re.compile("|".join(sorted(map(re.escape, _LOOKUP), key=len, reverse=True)))
_FILLERS = ("在此基础上", "结合实际", "原则上", "按照要求", "视情况", "一般来说", "具体而言", "总体上")
_LETTERS = "新全本各该及再先后另"


def light(text: str, rng: random.Random, every: int = 60) -> str:
    """Change, drop or insert a character about every so many, blanks and all."""
    result = []
    for character in text:
        chance = rng.random() * every
        if chance >= 1 or character == "\n":
            result.append(character)
        elif chance > 2 / 3:
            result.append(rng.choice(_LETTERS))
        elif chance > 1 / 3:
            result += [character, rng.choice(_LETTERS)]
    return "".join(result)


def reordered(text: str, rng: random.Random) -> str:
    """Put the sentences in another order."""
    sentences = re.findall(r"[^。]+。", text)
    shuffled = list(sentences)
    while shuffled == sentences and len(sentences) > 1:
        rng.shuffle(shuffled)
    return "".join(shuffled)


def heavy(text: str, rng: random.Random) -> str:
    """Say every sentence in other words: synonyms, clauses in another order, words put in."""
    return "".join(_sentence(s, rng) for s in re.findall(r"[^。]+。", text))


def _sentence(sentence: str, rng: random.Random) -> str:
    clauses = [_words(clause, rng) for clause in sentence.rstrip("。").split("，")]
    if len(clauses) > 2 and rng.random() < 0.6:
        first, second = rng.sample(range(len(clauses)), 2)
        clauses[first], clauses[second] = clauses[second], clauses[first]
    if rng.random() < 0.4:
        clauses.insert(rng.randrange(len(clauses) + 1), rng.choice(_FILLERS))
    return "，".join(clauses) + "。"


def _words(clause: str, rng: random.Random) -> str:
    def swap(found: re.Match[str]) -> str:
        return rng.choice(_LOOKUP[found[0]]) if rng.random() < 0.85 else found[0]

    return _PATTERN.sub(swap, clause)
