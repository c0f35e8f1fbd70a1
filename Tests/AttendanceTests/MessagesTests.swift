import Foundation
import Testing

@testable import Attendance

struct MessagesTests {
    @Test(arguments: FindingCode.allCases)
    func `every code has its own sentence in every language`(code: FindingCode) {
        for language in Language.allCases {
            let sentence = Messages.sentence(
                for: Finding(.geofence, code, .inconclusive).at(Sample.id("hq")), in: language)

            #expect(!sentence.isEmpty && !sentence.contains { "[]{}".contains($0) })
            let others = FindingCode.allCases.filter { $0 != code }
            let template = Messages.template(of: code, in: language)
            #expect(!others.contains { Messages.template(of: $0, in: language) == template })
        }
    }

    @Test(arguments: FindingCode.allCases)
    func `both languages tell the same figures`(code: FindingCode) {
        let names = Language.allCases.map {
            Set(Template(Messages.template(of: code, in: $0)).names)
        }

        #expect(names[0].symmetricDifference(names[1]).subtracting(["geofence", "count"]).isEmpty)
    }

    private static let inside = Finding(.geofence, .placeInside, .supports).at(Sample.id("hq"))
        .with("distance", -34.2).with("probability", 0.998)
    private static let coarse = Finding(.geofence, .placeCoarse, .inconclusive)
        .with("accuracy", 800).with("maximumAccuracy", 200)
    private static let travel = Finding(.history, .travelImpossible, .contradicts)
        .with("distance", 1_213_400).with("seconds", 3_600).with("speed", 337.0)

    @Test(arguments: [
        (inside, "34 m inside hq, probability 99.8 %", "在 hq 范围内，距边界 34 米，概率 99.8%"),
        (
            coarse, "cannot tell: accuracy 800 m, at most 200 m is judged",
            "无法判断：定位精度 800 米，最多允许 200 米"
        ),
        (
            travel, "impossible travel: 1213 km from the last check-in in 60 min, at 1213 km/h",
            "不可能的行程：距上次打卡 1213 公里，相隔 60 分钟，速度 1213 公里/小时"
        ),
        (
            Finding(.geofence, .placeExcluded, .contradicts).at(Sample.id("hq")),
            "inside the excluded area of hq", "位于 hq 的排除区域内"
        ),
        (
            Finding(.mockLocation, .mockReported, .contradicts),
            "mock location reported by the operating system", "操作系统报告使用了模拟定位"
        ),
        (
            Finding(.wifi, .wifiElsewhere, .contradicts), "no known access point in sight",
            "未检测到已登记的 Wi-Fi"
        ),
    ])
    func `a sentence tells its figures and leaves out those it lacks`(
        finding: Finding, english: String, chinese: String
    ) {
        #expect(Messages.sentence(for: finding, in: .en) == english)
        #expect(Messages.sentence(for: finding, in: .zhCN) == chinese)
    }

    @Test(arguments: [1e300, -1e300, .greatestFiniteMagnitude, 0])
    func `no figure is too large to be told`(value: Double) {
        for name in ["distance", "seconds", "probability", "speed", "rssi", "count"] {
            #expect(!Figure.text(of: value, named: name, in: .en).isEmpty)
        }
    }

    @Test(arguments: [
        (nil, Language.en), ("", .en), ("zh-CN", .zhCN), ("zh", .zhCN), ("ZH-hans-cn", .zhCN),
        ("en-GB, zh;q=0.9", .en), ("en;q=0.2, zh-CN;q=0.8", .zhCN), ("fr, zh;q=0.5", .zhCN),
        ("zh;q=0", .en), (";;,q=,-", .en), ("de", .en),
    ])
    func `the preferred language is spoken`(header: String?, language: Language) {
        #expect(Language(accepting: header) == language)
    }

    @Test(arguments: Language.allCases)
    func `every decision has a title`(language: Language) {
        let titles = Verdict.allCases.map { Messages.title(of: $0, in: language) }

        #expect(Set(titles).count == Verdict.allCases.count)
    }
}
