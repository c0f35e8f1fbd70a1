import Attendance

extension ProblemCode {
    /// The code in words that a person reads.
    func title(in language: Language) -> String {
        let (english, chinese) = titles
        return language == .zhCN ? chinese : english
    }

    private var titles: (String, String) {
        requestTitles ?? bodyTitles ?? stateTitles
    }

    private var requestTitles: (String, String)? {
        switch self {
        case .badRequest: ("The request is malformed", "请求格式错误")
        case .invalidCursor: ("The cursor is not one of ours", "分页游标无效")
        case .unauthenticated: ("A valid token is needed", "需要有效的令牌")
        case .forbidden: ("The token may not do this", "该令牌无权执行此操作")
        case .notFound: ("There is nothing here", "未找到")
        case .methodNotAllowed: ("The method is not offered here", "不支持该请求方法")
        case .notAcceptable: ("None of the accepted media types is offered", "不支持所要求的媒体类型")
        case .misdirected: ("Another region serves this organization", "该组织由其他区域提供服务")
        case .rateLimited: ("Too many requests", "请求过于频繁")
        case .internalError: ("Something went wrong", "服务器内部错误")
        case .overloaded: ("Too much waits to be recorded", "服务器繁忙")
        case .unknownOutcome: ("It is not known whether it was recorded", "记录结果未知")
        case .unreadable: ("What is stored was altered", "存储的内容已被篡改")
        case .unavailable: ("The store does not answer", "存储暂时不可用")
        default: nil
        }
    }

    private var bodyTitles: (String, String)? {
        switch self {
        case .malformedJSON: ("The body is not strict JSON", "请求体不是合法的 JSON")
        case .bodyTooDeep: ("The body is nested too deeply", "请求体嵌套过深")
        case .bodyTooLarge: ("The body is too large", "请求体过大")
        case .unsupportedMediaType: ("The body's media type is not taken", "不支持请求体的媒体类型")
        case .imageRefused: ("Images are never taken", "不接受图片")
        case .invalidBody: ("The body is not as the contract says", "请求体不符合约定")
        case .unknownMember: ("The body has a member of no meaning", "请求体含有未知成员")
        case .tooManySamples: ("The body has too many samples", "采样点过多")
        case .invalidVector: ("The vector is not usable", "特征向量无效")
        case .invalidGeometry: ("The geometry is not valid", "几何图形无效")
        case .ambiguousAntimeridian: ("The crossing of ±180° is ambiguous", "跨越 ±180° 的方式不明确")
        default: nil
        }
    }

    private var stateTitles: (String, String) {
        switch self {
        case .consentRequired: ("A consent is missing", "缺少同意")
        case .guardianRequired: ("A guardian must consent", "需要监护人同意")
        case .signatureRefused: ("The device's signature does not hold", "设备签名无效")
        case .challengeRefused: ("The challenge cannot be used", "挑战码无效或已使用")
        case .tooManyDevices: ("The member has enough devices", "该成员登记的设备已达上限")
        case .noticePublished: ("A published notice never changes", "已发布的告知不可更改")
        case .unknownPerson: ("There is no such member", "没有该成员")
        case .organizationExists: ("The organization's id is taken", "组织标识已被占用")
        case .checkInConflict: ("The id was used for another check-in", "该标识已用于另一条打卡")
        case .alternativeRequired: ("A non-biometric method must remain", "必须保留非生物识别方式")
        case .legalHold: ("A legal hold keeps the data", "数据因法律事项被保留，不可删除")
        case .inUse: ("Something still needs it", "仍在使用中")
        case .backupRunning: ("A backup is being made", "备份正在进行中")
        case .faceNotEnrolled: ("No face is enrolled to compare with", "尚未录入可供比对的人脸")
        case .tooManyFaces: ("The member has enough faces", "该成员录入的人脸已达上限")
        case .memberClosed: ("The membership is closed", "该成员已停用")
        case .organizationClosed: ("The organization is closed", "该组织已停用")
        case .preconditionFailed: ("It was changed by somebody else", "内容已被他人修改")
        case .clockSkew: ("The device's clock is too far off", "设备时间偏差过大")
        case .unknownNotice: ("No such notice was published", "没有发布过该告知")
        case .rawAppListRefused: ("Raw app lists are not taken", "不接受原始应用列表")
        default: ("The request failed", "请求失败")
        }
    }
}
