/// The languages of reports; the raw value is the tag of BCP 47.
public enum ReportLanguage: String, CaseIterable, Sendable {
    /// English.
    case en
    /// Simplified Chinese.
    case zhCN = "zh-CN"
}
