/// How a report speaks: to programs or to people.
public enum ReportWording: Hashable, Sendable {
    /// The API's own names and words, which never change.
    case names
    /// A language.
    case words(ReportLanguage)

    /// A word of the API's vocabulary as this wording has it; one that it does not know stays.
    func word(_ word: String) -> String {
        switch self {
        case .names: word
        case .words(.en): ReportVocabulary.english[word] ?? word
        case .words(.zhCN): ReportVocabulary.chinese[word] ?? word
        }
    }
}
