"""Words that terminal reports show for the values of the tables, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from talentdocs.report.labels import Language, label

HEADS: Mapping[str, tuple[str, str]] = {
    "doc_type": ("文种", "kind"),
    "region": ("地区", "region"),
    "year": ("年份", "year"),
    "status": ("数据性质", "status"),
    "documents": ("文件", "documents"),
    "figures": ("数据", "figures"),
    "commitments": ("承诺", "commitments"),
    "citations": ("引文", "citations"),
    "failures": ("未读", "failed"),
    "cached": ("未变", "unchanged"),
    "count": ("数", "count"),
    "indicator": ("指标", "indicator"),
    "value": ("目标值", "value"),
    "due": ("期限", "due"),
    "office": ("责任单位", "office"),
    "path": ("文件", "file"),
    "code": ("代码", "code"),
    "message": ("问题", "problem"),
    "hint": ("办法", "hint"),
    "targets": ("目标", "Targets"),
    "unread": ("未能读取", "Not read"),
    "warnings": ("提示", "Warnings"),
    "unknown": ("不详", "unknown"),
    "commitment": ("承诺", "commitment"),
    "citation": ("引文", "citation"),
    "more_targets": (
        "另有 {count} 个目标，见 figures 表 status = target",
        "{count} more: status = target in table figures",
    ),
    "more_failures": ("另有 {count} 个，见 failures 表", "{count} more in table failures"),
    "more": ("另 {count} 种", "{count} more"),
    "seconds": ("{seconds} 秒", "{seconds} s"),
}


PROBLEMS: Mapping[str, tuple[str, str]] = {
    "T101": ("文件是空的", "请对方重发"),
    "T102": ("不是已知格式的文件", "转成 docx、pdf 或 txt 再试"),
    "T103": ("文件已损坏", "用原来的程序打开另存，或请对方重发"),
    "T104": ("文件有密码", "去掉密码另存再试"),
    "T105": ("缺少读取它的程序或组件", ""),
    "T106": ("文件过大，超过保护限度", "确实需要时拆开再试"),
    "T107": ("文件中没有文字", "打开看看是否有字；扫描件需先识别"),
    "T108": ("没有这种编码", "如 utf-8、gb18030、big5"),
    "T109": ("读取时出了意外", "talentdocs show 文件 --debug 可看详情"),
    "T110": ("打不开文件", "检查权限"),
    "T111": ("不是普通文件", ""),
    "T350": ("校正文件读不出", "检查路径和权限"),
    "T351": ("这一行不是校正", "用 talentdocs review apply 存入"),
    "T352": ("这一列不能校正", ""),
    "T353": ("这一列不能是这个值", ""),
    "T354": ("decision 一列看不懂", "填 对、改 或 删"),
    "T355": ("缺了 key 一列", "复核表最后一列不要动"),
    "T356": ("没有改任何一列", "在 new_ 列填上正确的值"),
    "T357": ("复核表只能是 .xlsx 或 .csv", "-o review.xlsx"),
    "T358": ("不是复核表", "用 talentdocs review 文件夹 -o review.xlsx 生成"),
    "T363": ("补录的数不完整", "sentence、text、new_value、new_status 必填"),
    "T364": ("句中没有这个数", "sentence 和 text 照抄原文"),
    "T365": ("复核表里没有这个文件", "path 与 documents 表一致"),
    "T112": ("链接成环", "去掉成环的链接"),
    "T113": ("没有这个文件或文件夹", "检查名称"),
    "T114": ("读取超时", "用 --timeout 放宽"),
    "T115": ("压缩包内路径不安全", "自己解开再试"),
    "T116": ("压缩包套得太深", "自己解开再试"),
    "T117": ("一个段落或全文过长，无法处理", "按段落换行，或拆成几个文件"),
    "T190": ("提取时出了意外", "talentdocs show 文件 --debug 可看详情"),
    "T191": ("读不到文件", "检查文件是否还在、是否可读"),
    "T192": ("内存超过上限", "用 --memory 放宽"),
    "T193": ("两次超过时限", "用 --timeout 放宽"),
    "T194": ("进程三次被系统终止，可能内存不足", "减少 -j，或用 --memory 放宽"),
    "T195": ("进程两次崩溃", "另存为别的格式再试"),
    "T196": ("工作进程无法启动", "talentdocs show 文件 --debug 可看详情"),
    "T302": ("没有这个词表文件夹", ""),
    "T311": ("输出文件的后缀与 --format 不一致", "改写文件夹名，或去掉 --format"),
    "T312": ("没有这张表", ""),
    "T318": ("没有给出文件", "talentdocs extract 文件夹 -o 结果"),
    "T319": ("--json 与 -o - 都要用标准输出", "把表格写到文件夹"),
    "T320": ("没有找到可读的文件", ""),
    "T321": ("没有这个文件或文件夹", "给出 extract 写出的位置"),
    "T322": ("这里没有表格", "给出 extract 写出的位置"),
    "T325": ("不是工作簿", ""),
    "T330": ("没有安装 Dask", "pip install 'talentdocs[cluster]'"),
    "T331": ("调度器没有回应", "先启动：dask scheduler"),
    "T332": ("调度器下没有工作进程", "先启动：dask worker 地址"),
    "T370": ("自带的词表不能改写", "换一个文件夹"),
    "T401": ("另一个任务正在写这里", "等它结束，或换一个 -o"),
    "T402": ("磁盘已满，原有文件未动", "腾出空间再试"),
    "T403": ("没有写入权限", "换一个 -o"),
    "T404": ("应是文件夹处有同名文件，或相反", "换一个 -o"),
    "T405": ("缓存用不了", "用 --cache 另指文件夹，或 --no-cache"),
}
"""Message and hint of an error in Chinese by its code; the error's own words are the English side."""


def problem(code: str, message: str, hint: str, language: Language) -> tuple[str, str]:
    """Message and hint of an error in a language; its own where the catalogue has none."""
    zh_message, zh_hint = PROBLEMS.get(code, ("", "")) if language == "zh" else ("", "")
    return zh_message or message, zh_hint or hint


def word(key: str, language: Language, **values: object) -> str:
    """The word for a head or a value; the key itself where there is none."""
    sides = HEADS.get(key)
    return sides[0 if language == "zh" else 1].format(**values) if sides else label(key, language)
