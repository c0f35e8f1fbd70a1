/// What people read of a decision: one plain sentence a finding, in each language.
///
/// The sentences are templates (`MessagesEnglish.swift`, `MessagesChinese.swift`) that the figures of
/// the finding fill. They speak of the member's own check-in only: of others they know a number.
public enum Messages {
    /// The sentence of a finding, such as `34 m inside hq`.
    public static func sentence(for finding: Finding, in language: Language) -> String {
        Template(Self.template(of: finding.code, in: language)).filled { name in
            if name == "geofence" { return finding.geofence?.text }
            if let text = finding.text(name) { return text }
            guard let number = finding.number(name) else { return nil }
            let unit = finding.text("unit").flatMap(Figure.Unit.init)
            if let unit, name == "measured" || name == "threshold" {
                return Figure.text(of: number, in: unit, language)
            }
            return Figure.text(of: number, named: name, in: language)
        }
    }

    /// The title of a decision, such as `Accepted`.
    public static func title(of verdict: Verdict, in language: Language) -> String {
        switch (verdict, language) {
        case (.accepted, .en): "Accepted"
        case (.flagged, .en): "Accepted, to be reviewed"
        case (.challenged, .en): "More evidence is needed"
        case (.rejected, .en): "Rejected"
        case (.accepted, .zhCN): "打卡成功"
        case (.flagged, .zhCN): "打卡成功，等待复核"
        case (.challenged, .zhCN): "需要补充验证"
        case (.rejected, .zhCN): "打卡无效"
        }
    }

    /// The sentence of a code before its figures are filled in.
    static func template(of code: FindingCode, in language: Language) -> String {
        switch language {
        case .en: english(code)
        case .zhCN: chinese(code)
        }
    }
}
