"""The usual approvals of a project in the order of handbook 4.6: what a county starts with and corrects by its own 办事指南.

`statutory_days` stands only where a law says a limit; `basis` names it. Articles cited: 行政许可法 42 (20 working days unless a law
says otherwise), 环境影响评价法 22 (30 days for a 报告表), 企业投资项目核准和备案管理条例 13, 市场主体登记管理条例 19,
建筑法 8 and 建筑工程施工许可管理办法 (7 days), 不动产登记暂行条例 20 (30 working days), 建设工程消防设计审查验收管理暂行规定 (15).
"""

from dataclasses import dataclass

from projects.agency.flow import BUILD, COMPLETION, DESIGN, LAND


@dataclass(frozen=True)
class StandardItem:
    """`authority`: the unit's full name; an installation without such a unit chooses its own."""

    stage: str
    name: str
    authority: str
    statutory_days: int | None
    promised_days: int
    papers: tuple[str, ...]
    basis: str = ""


_LICENCE = "《行政许可法》第四十二条"
_FORM, _CHARTER, _LICENCE_COPY, _PLAN = "申请表", "公司章程和股东身份证明", "营业执照", "总平面图"
STANDARD: tuple[StandardItem, ...] = (
    StandardItem(
        LAND,
        "公司注册（企业设立登记）",
        "县市场监督管理局",
        3,
        1,
        (_FORM, _CHARTER, "住所使用证明"),
        "《市场主体登记管理条例》第十九条",
    ),
    StandardItem(LAND, "印章刻制、银行开户和税务登记", "国家税务总局清水县税务局", None, 1, (_LICENCE_COPY, "法定代表人身份证明")),
    StandardItem(
        LAND, "项目备案", "县发展和改革局", None, 0, (_LICENCE_COPY, "项目备案信息表"), "《企业投资项目核准和备案管理条例》第十三条"
    ),
    StandardItem(LAND, "用能和排放指标申请", "县发展和改革局", None, 10, ("用能需求说明", "项目可行性研究报告")),
    StandardItem(LAND, "用地预审与选址意见书", "县自然资源局", 20, 10, (_FORM, "项目备案证明", "拟用地范围图"), _LICENCE),
    StandardItem(
        LAND,
        "项目环评审批（报告表）",
        "市生态环境局清水分局",
        30,
        15,
        ("环境影响报告表", "公众参与说明"),
        "《环境影响评价法》第二十二条",
    ),
    StandardItem(LAND, "节能审查", "县发展和改革局", 20, 10, ("节能报告", "项目备案证明"), _LICENCE),
    StandardItem(LAND, "水土保持方案审批", "县水务局", 20, 10, ("水土保持方案", _FORM), _LICENCE),
    StandardItem(LAND, "压覆矿产、地质灾害和文物评估", "县自然资源局", None, 15, ("项目用地坐标", "评估委托书")),
    StandardItem(
        LAND,
        "土地出让和不动产权登记",
        "县自然资源局",
        30,
        10,
        ("土地出让合同", "价款和税费缴纳凭证"),
        "《不动产登记暂行条例》第二十条",
    ),
    StandardItem(LAND, "建设用地规划许可证", "县自然资源局", 20, 5, (_FORM, "土地出让合同", "项目备案证明"), _LICENCE),
    StandardItem(DESIGN, "设计方案审查", "县自然资源局", None, 10, ("设计方案文本", _PLAN)),
    StandardItem(DESIGN, "建设工程规划许可证", "县自然资源局", 20, 7, (_FORM, "不动产权证", _PLAN), _LICENCE),
    StandardItem(BUILD, "施工图审查和人防审查", "县住房和城乡建设局", None, 10, ("施工图设计文件", "勘察报告")),
    StandardItem(
        BUILD,
        "消防设计审查",
        "县住房和城乡建设局",
        15,
        10,
        (_FORM, "消防设计文件", "建设工程规划许可证"),
        "《建设工程消防设计审查验收管理暂行规定》",
    ),
    StandardItem(
        BUILD,
        "建筑工程施工许可证",
        "县住房和城乡建设局",
        7,
        5,
        (_FORM, "建设工程规划许可证", "施工合同", "质量安全监督手续", "资金落实承诺"),
        "《建筑工程施工许可管理办法》",
    ),
    StandardItem(BUILD, "供水、排水接入", "县水务局", None, 5, ("用水申请", _PLAN)),
    StandardItem(BUILD, "供电接入", "国网清水县供电公司", None, 10, ("用电申请", "用电设备清单")),
    StandardItem(BUILD, "供气、通信接入", "县住房和城乡建设局", None, 7, ("接入申请", _PLAN)),
    StandardItem(COMPLETION, "联合验收", "县住房和城乡建设局", None, 10, ("竣工验收报告", "竣工图", "各专项验收申请")),
    StandardItem(COMPLETION, "竣工验收备案", "县住房和城乡建设局", None, 3, ("竣工验收备案表", "质量保修书")),
    StandardItem(COMPLETION, "入统入规申报", "县统计局", None, 5, (_LICENCE_COPY, "财务状况表")),
)
