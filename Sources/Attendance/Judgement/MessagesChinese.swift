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
        case .deviceRooted: "设备已被 root 或越狱"
        case .deviceEmulator: "设备是模拟器"
        case .deviceDeveloperOptions: "设备已打开开发者选项"
        case .deviceShared: "最近 {hours} 小时内另有 {others} 人使用过此设备"
        case .deviceNew: "首次使用此设备打卡"
        case .deviceTooMany: "已使用 {devices} 台设备，最多允许 {maximum} 台"
        case .travelPossible: "距上次打卡 {distance}[，相隔 {seconds}]"
        case .travelFast: "距上次打卡 {distance}[，相隔 {seconds}]，速度 {speed}"
        case .travelImpossible: "不可能的行程：距上次打卡 {distance}[，相隔 {seconds}]，速度 {speed}"
        case .clockSkewed: "设备时钟偏差 {seconds}"
        case .clockQueued: "离线保存了 {seconds} 后上传，时间以设备为准"
        case .locationMissing: "未提供定位"
        case .motionMissing: "未提供运动传感器数据"
        case .wifiMissing: "未提供 Wi-Fi 信息"
        case .appsMissing: "未提供应用检测结果"
        case .faceMissing: "未提供人脸信息"
        case .deviceMissing: "未提供设备信息"
        }
    }
}
