extension Messages {
    /// The Simplified Chinese sentence of each code.
    static func chinese(_ code: FindingCode) -> String {
        switch code {
        case .placeInside: "在 {geofence} 范围内[，距边界 {distance}][，概率 {probability}]"
        case .placeOutside: "在范围外[，距最近的 {geofence} 还有 {distance}]"
        case .placeUncertain:
            "无法判断是否在 {geofence} 范围内[：概率 {probability}][，定位精度 {accuracy}]"
        case .placeCoarse: "无法判断：定位精度 {accuracy}[，最多允许 {maximumAccuracy}]"
        case .placeExcluded: "位于 {geofence} 的排除区域内"
        case .placeUnknown: "尚未设置可供比对的考勤地点"
        case .wifiInside: "检测到 {geofence} 的 Wi-Fi[，热点 {count} 个][，最强信号 {rssi}]"
        case .wifiElsewhere:
            "未检测到已登记的 Wi-Fi[：考勤地点的信号 {rssi} 太弱，至少需要 {minimumRSSI}]"
        case .wifiUnknown: "考勤地点尚未登记 Wi-Fi"
        case .wifiConflict: "检测到 {geofence} 的 Wi-Fi，但定位距其 {distance}"
        case .wifiAlike: "Wi-Fi 环境与 {geofence} 相符，相似度 {measured}"
        case .wifiUnlike:
            "Wi-Fi 环境与 {geofence} 不符：相似度 {measured}，应不低于 {threshold}"
        case .wifiEmpty: "未检测到任何热点，而 {geofence} 通常可见 {threshold} 个"
        case .wifiReplayed: "完全相同的 Wi-Fi 扫描结果此前已提交过：热点 {count} 个"
        case .wifiCached: "此手机在 {seconds}前提交过相同的 Wi-Fi 扫描结果"
        case .networkFixElsewhere:
            "卫星定位与网络定位相距 {distance}：为两者精度的 {measured} 倍，应不超过 {threshold} 倍"
        case .networkFixNear: "卫星定位与网络定位相符"
        case .beaconsInside: "检测到 {geofence} 的蓝牙信标[，共 {count} 个]"
        case .beaconsElsewhere: "未检测到已登记的蓝牙信标"
        case .beaconsUnknown: "考勤地点尚未登记蓝牙信标"
        case .cellsInside: "检测到 {geofence} 的基站[，共 {count} 个]"
        case .cellsElsewhere: "未检测到已登记的基站"
        case .cellsUnknown: "考勤地点尚未登记基站"
        case .networkInside: "请求来自 {geofence} 的网络"
        case .networkElsewhere: "请求来自其他网络"
        case .mockReported: "操作系统报告使用了模拟定位"
        case .mockDenied: "操作系统未报告模拟定位"
        case .phonesTogether: "手机与另一人的手机同步移动，相似度 {measured}"
        case .phonesIdentical: "另一人的手机上报了完全相同的坐标，相隔 {seconds}"
        case .travelPossible: "距上次打卡 {distance}[，相隔 {seconds}]"
        case .travelFast: "距上次打卡 {distance}[，相隔 {seconds}]，速度 {speed}"
        case .travelImpossible: "不可能的行程：距上次打卡 {distance}[，相隔 {seconds}]，速度 {speed}"
        case .motionAgrees: "运动与定位一致的检验：{count} 项"
        case .motionSpeed: "定位速度 {measured} 与手机感受到的运动不符"
        case .motionSteps: "定位移动了 {measured}，而步数最多可走 {threshold}"
        case .motionPath: "定位轨迹与实际步行路线不符"
        case .motionTurns: "定位方向变化与手机转动相差 {measured}"
        case .motionAcceleration: "定位的加减速与手机感受到的不符"
        case .motionFrozen: "手机在移动，但 {measured} 的定位完全重复"
        case .fixPlausible: "定位通过真实接收机检验：{count} 项"
        case .fixJump: "定位跳变，达到自身误差的 {measured} 倍"
        case .fixSpeed: "上报速度与实际位移相差 {measured}"
        case .fixRuledLine: "定位移动毫无测量误差"
        case .fixConstantAccuracy: "所有定位的精度完全相同"
        case .fixTemplate: "所有定位的速度、方向和海拔均为零"
        case .fixDecimals: "所有坐标最多只有 {threshold} 位小数"
        case .sensorPlausible: "传感器通过真实硬件检验：{count} 项"
        case .sensorTooFew: "运动传感器数据太少，无法判断"
        case .sensorTooQuiet: "运动传感器噪声仅为真实传感器最低噪声的 {measured}"
        case .sensorIdentical: "{measured} 的加速度数据与前一个完全相同"
        case .sensorWhite: "加速度是人体不会产生的纯噪声"
        case .sensorTone: "{measured} 的运动是单一频率"
        case .sensorGravity: "重力大小偏差 {measured}"
        case .sensorAttitude: "上报姿态与重力方向相差 {measured}"
        case .sensorRotation: "上报姿态与陀螺仪转动相差 {measured}"
        case .replaySamples: "运动数据与以前上传的相同：{measured} 段"
        case .replayMotion: "运动与以前的打卡雷同，相似度 {measured}"
        case .clockSkewed: "设备时钟偏差 {seconds}"
        case .clockQueued: "离线保存了 {seconds} 后上传，时间以设备为准"
        case .deviceRooted, .deviceEmulator, .deviceDeveloperOptions, .deviceShared,
            .deviceForeign, .deviceNew, .deviceTooMany, .deviceSigned, .deviceUnsigned,
            .appsCheat, .appsSuspicious, .appsClean, .appsStale, .faceMatch,
            .faceMismatch, .faceUncertain, .faceNotEnrolled, .faceNotLive, .faceUnchecked,
            .faceReplayed, .locationMissing, .motionMissing, .wifiMissing, .appsMissing,
            .faceMissing, .deviceMissing:
            chineseOfPerson(code)
        }
    }

    /// The sentences of the codes of devices, apps, faces and of what did not come.
    private static func chineseOfPerson(_ code: FindingCode) -> String {
        switch code {
        case .deviceRooted: "设备已被 root 或越狱"
        case .deviceEmulator: "设备是模拟器"
        case .deviceDeveloperOptions: "设备已打开开发者选项"
        case .deviceShared: "最近 {hours} 小时内另有 {others} 人使用过此设备"
        case .deviceForeign: "此设备此前由他人使用，本人从未用过"
        case .deviceNew: "首次使用此设备打卡"
        case .deviceTooMany: "已使用 {devices} 台设备，最多允许 {maximum} 台"
        case .deviceSigned: "已由登记的设备签名"
        case .deviceUnsigned: "设备已登记签名密钥，但本次打卡未签名"
        case .appsCheat: "已安装作弊软件：{rules}"
        case .appsSuspicious: "已安装可能被滥用的软件：{rules}"
        case .appsClean: "未发现作弊软件"
        case .appsStale: "设备使用的检测名单为第 {listRevision} 版，当前为第 {revision} 版"
        case .faceMatch: "人脸匹配[：得分 {score}，阈值 {threshold}]"
        case .faceMismatch: "人脸不匹配[：得分 {score}，阈值 {threshold}]"
        case .faceUncertain: "无法判断人脸是否匹配[：得分 {score}，阈值 {threshold}]"
        case .faceNotEnrolled: "尚未录入可供比对的人脸"
        case .faceNotLive: "设备报告人脸未通过活体检测"
        case .faceUnchecked: "设备未进行人脸活体检测"
        case .faceReplayed: "相同的人脸特征此前已提交过"
        case .locationMissing: "未提供定位"
        case .motionMissing: "未提供运动传感器数据"
        case .wifiMissing: "未提供 Wi-Fi 信息"
        case .appsMissing: "未提供应用检测结果"
        case .faceMissing: "未提供人脸信息"
        case .deviceMissing: "未提供设备信息"
        default: code.rawValue
        }
    }
}
