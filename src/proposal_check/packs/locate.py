"""Where the data that ships with the program lies: the top-level folders outlines/ and corpora/."""

import os
from pathlib import Path

from proposal_check.errors import ConfigError

VARIABLE = "PROPOSAL_CHECK_DATA"
_PACKAGE = Path(__file__).resolve().parents[1]


def data_dir(name: str) -> Path:
    """Find a data folder: below $PROPOSAL_CHECK_DATA, in the checkout, or inside the installed package.

    Raises ConfigError when the variable is set and has no such folder, or when none exists.
    """
    override = os.environ.get(VARIABLE)
    if override:
        folder = Path(override) / name
        if not folder.is_dir():
            raise ConfigError(
                f"环境变量 {VARIABLE} 指向的目录中没有 {name} 文件夹：{override}。",
                "请改正该变量，或取消设置以使用程序自带的数据。",
            )
        return folder
    for folder in (_PACKAGE.parents[1] / name, _PACKAGE / "_data" / name):
        if folder.is_dir():
            return folder
    raise ConfigError(
        f"找不到程序自带的数据目录 {name}。", f"请重新安装，或用环境变量 {VARIABLE} 指明数据所在目录。"
    )
