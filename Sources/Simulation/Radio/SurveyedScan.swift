import Foundation
import Motion

/// One scan of access points at a surveyed position inside a building.
public struct SurveyedScan: Sendable {
    /// Site and floor, such as `site1/B1`.
    public let floor: String
    /// The walk on which it was made.
    public let walk: String
    /// Metres east and north of the floor plan's corner.
    public let position: SIMD2<Double>
    /// Addresses with their strengths in dBm, the strongest of equal addresses.
    public let readings: [(address: String, strength: Int)]

    /// The site alone.
    public var site: Substring { floor.prefix { $0 != "/" } }

    /// The scan by hashes of its fixed addresses, as a service would keep it.
    public var heard: RadioScan {
        RadioScan(
            readings.compactMap { reading in
                guard let octet = UInt8(reading.address.prefix(2), radix: 16),
                    RadioScan.isFixed(firstOctet: octet)
                else { return nil }
                return (Self.hash(reading.address), Double(reading.strength))
            })
    }

    /// Reads `scan_id,site_floor,trace,t_ms,x_m,y_m,bssid,rssi_dbm,freq_mhz` in rows of one scan
    /// after the other; rows that lack a number are left out.
    public static func read(_ file: URL) throws -> [SurveyedScan] {
        let text = try Data(contentsOf: file)
        var scans: [SurveyedScan] = []
        var open: (cells: [Substring], strengths: [String: Int])?
        func close() {
            guard let open, let x = Double(open.cells[4]), let y = Double(open.cells[5]) else {
                return
            }
            scans.append(
                SurveyedScan(
                    floor: String(open.cells[1]), walk: String(open.cells[2]),
                    position: SIMD2(x, y),
                    readings: open.strengths.sorted { $0.key < $1.key }
                        .map { (address: $0.key, strength: $0.value) }))
        }
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\n").dropFirst()
        for line in lines {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            guard cells.count >= 8, let strength = Int(cells[7]) else { continue }
            if open?.cells[0] != cells[0] {
                close()
                open = (cells, [:])
            }
            let address = String(cells[6])
            let earlier = open?.strengths[address] ?? -200
            open?.strengths[address] = max(earlier, strength)
        }
        close()
        return scans
    }

    /// FNV-1a; the service uses a keyed hash.
    static func hash(_ address: String) -> UInt64 {
        address.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
