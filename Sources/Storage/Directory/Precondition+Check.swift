import Attendance

extension Precondition {
    /// - Throws: `StoreError.preconditionFailed` unless the present version is as demanded.
    func check(_ present: Int64?) throws(StoreError) {
        let holds =
            switch self {
            case .none: true
            case .version(let version): present == version
            case .exists: present != nil
            case .absent: present == nil
            }
        guard holds else { throw .preconditionFailed }
    }
}
