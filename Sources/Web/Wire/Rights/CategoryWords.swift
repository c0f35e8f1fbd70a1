import Attendance

/// Categories of data in words that people read.
extension DataCategory {
    /// What it is.
    func title(in language: Language) -> String { Self.pick(titles, language) }

    /// For how long it is kept.
    func retention(in language: Language) -> String { Self.pick(retentions, language) }

    /// On what ground it is kept.
    func basis(in language: Language) -> String {
        if !purposes.isEmpty {
            return Self.pick(
                (
                    "Consent to each purpose, or human resources management with an impact assessment",
                    "对每项目的的单独同意,或经影响评估的人力资源管理所必需"
                ), language)
        }
        return switch self {
        case .consents, .rights, .disclosures, .audit, .erasures:
            Self.pick(("A legal duty to account for it", "法定的记录义务"), language)
        default:
            Self.pick(("Human resources management", "人力资源管理所必需"), language)
        }
    }

    private static func pick(_ words: (String, String), _ language: Language) -> String {
        language == .zhCN ? words.1 : words.0
    }

    private var titles: (String, String) {
        switch self {
        case .profile:
            (
                "Who members are: name, department, address, dates, age band",
                "成员身份:姓名、部门、邮箱、入离职日期、年龄段"
            )
        case .consents: ("Consents given and withdrawn", "同意与撤回记录")
        case .checkIns: ("Check-ins, what was found and what was decided", "打卡记录、检查结果与判定")
        case .evidence: ("Raw evidence of check-ins", "打卡原始证据")
        case .faces: ("Templates of faces, and digests that tell a repeated one", "人脸模板与重放摘要")
        case .devices: ("Devices, as pseudonyms of this organization alone", "设备(仅本组织可用的假名)")
        case .workdays: ("Approvals, rosters, groups, reviews and workdays", "审批、排班、分组、复核与工作日结果")
        case .rights: ("What people ask for, and disputes", "个人请求与异议")
        case .disclosures: ("Who receives data, and what was given", "接收方与提供记录")
        case .audit: ("The log of changes", "变更日志")
        case .keys: ("Keys, stored as digests or wrapped", "密钥(摘要或加密保存)")
        case .rules: ("Places, policies, shifts, calendars, lists and notices", "地点、策略、班次、日历、名单与告知")
        case .erasures: ("The ledger by which erased people stay erased", "删除登记")
        }
    }

    private var retentions: (String, String) {
        switch self {
        case .profile, .workdays, .devices, .rights:
            (
                "Until the person is erased: at once on demand, at most 12 months after closing",
                "至个人信息被删除:可随时要求删除,最迟在停用后12个月"
            )
        case .checkIns:
            (
                "Until the person is erased; an anonymous row stays for the chain and statistics",
                "至个人信息被删除;仅保留匿名行用于校验链与统计"
            )
        case .consents:
            ("Receipts stay; after erasure without the person", "凭证长期保留;删除后不再关联个人")
        case .evidence:
            ("As many days as the policy says; 0 keeps none", "按策略规定的天数;0表示不保存")
        case .faces:
            (
                "Until the consent is withdrawn or the membership closed; digests 30 days",
                "至撤回同意或停用;摘要保存30天"
            )
        case .disclosures, .audit, .erasures:
            ("As long as the organization; persons are taken out when erased", "与组织同存;个人被删除时去除其身份")
        case .keys: ("Until revoked or destroyed", "至吊销或销毁")
        case .rules: ("As long as the organization", "与组织同存")
        }
    }
}
