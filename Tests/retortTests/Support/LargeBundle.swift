import Foundation

/// A plain tar with a `.npy` of 512 Float32 columns that is all holes but for the rows in use.
struct LargeBundle {
  let rows: Int
  private static let columns = 512
  private static let used = 4_500

  /// Of the `.npy`.
  var bytes: Int { rows * Self.columns * 4 }

  /// The rows in use, evenly spaced, of both classes in turn; part by their place: 2 000 train, 500
  /// validation, 2 000 test.
  private var usedRows: [Int] {
    let distance = rows / Self.used / 2 * 2
    return (0..<Self.used).map { $0 * distance + $0 % 2 }
  }

  private func part(_ places: Range<Int>) -> Data {
    // 7 has no factor in common with their number: every part is spread over all of them.
    let chosen = places.map { usedRows[$0 * 7 % Self.used] }.sorted()
    return Self.vector(chosen.map { Int64($0) })
  }

  func write(to path: String) throws {
    let part = "\(path).part"
    guard FileManager.default.createFile(atPath: part, contents: nil),
      let file = FileHandle(forWritingAtPath: part)
    else { throw CocoaError(.fileWriteUnknown) }
    func add(_ name: String, _ data: Data) throws {
      try file.write(contentsOf: Self.header(name, size: data.count) + data)
      try pad(data.count)
    }
    func pad(_ size: Int) throws {
      try file.write(contentsOf: Data(count: (512 - size % 512) % 512))
    }
    try add("job.yaml", Data(Self.job.utf8))
    try add("labels.npy", Self.vector((0..<rows).map { Int64($0 % 2) }))
    try add("train.npy", self.part(0..<2_000))
    try add("validation.npy", self.part(2_000..<2_500))
    try add("test.npy", self.part(2_500..<Self.used))
    try add("narrow.npy", narrow)

    let start = Self.array("<f4", shape: "(\(rows), \(Self.columns))")
    try file.write(contentsOf: Self.header("wide.npy", size: start.count + bytes) + start)
    let first = try file.offset()
    for row in usedRows {
      try file.seek(toOffset: first + UInt64(row * Self.columns * 4))
      try file.write(contentsOf: values(row, columns: Self.columns))
    }
    try file.seek(toOffset: first + UInt64(bytes))
    try pad(start.count + bytes)
    try file.write(contentsOf: Data(count: 1_024))
    try file.close()
    try FileManager.default.moveItem(atPath: part, toPath: path)
  }

  private var narrow: Data {
    var data = Self.array("<f4", shape: "(\(rows), 2)")
    data.reserveCapacity(data.count + rows * 8)
    for row in 0..<rows { data += values(row, columns: 2) }
    return data
  }

  /// No two rows alike, and a little of the label in each column.
  private func values(_ row: Int, columns: Int) -> Data {
    var state = UInt64(row) &* 6_364_136_223_846_793_005 &+ 1
    let values = (0..<columns).map { _ -> Float in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(state >> 40) / Float(1 << 24) + Float(row % 2) * 0.2
    }
    return values.withUnsafeBytes { Data($0) }
  }

  private static func vector(_ values: [Int64]) -> Data {
    array("<i8", shape: "(\(values.count),)") + values.withUnsafeBytes { Data($0) }
  }

  private static func array(_ type: String, shape: String) -> Data {
    var text = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }"
    while (10 + text.utf8.count + 1) % 64 != 0 { text += " " }
    text += "\n"
    let length = text.utf8.count
    return Data([0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 255), UInt8(length >> 8)])
      + Data(text.utf8)
  }

  private static func header(_ name: String, size: Int) -> Data {
    var block = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at offset: Int) {
      block.replaceSubrange(offset..<(offset + text.utf8.count), with: Array(text.utf8))
    }
    func octal(_ value: Int, digits: Int) -> String {
      let text = String(value, radix: 8)
      return String(repeating: "0", count: digits - text.count) + text
    }
    put(name, at: 0)
    put("0000644", at: 100)
    put("0000000", at: 108)
    put("0000000", at: 116)
    put(octal(size, digits: 11), at: 124)
    put(octal(0, digits: 11), at: 136)
    put("        0", at: 148)
    put("ustar", at: 257)
    put("00", at: 263)
    let sum = block.reduce(0) { $0 + Int($1) }
    put(octal(sum, digits: 6) + "\0 ", at: 148)
    return Data(block)
  }

  private static let job = """
    retort: 1
    name: large
    data:
      modalities:
        wide: {file: wide.npy}
        narrow: {file: narrow.npy}
      labels: {file: labels.npy}
      split: {train: train.npy, validation: validation.npy, test: test.npy}
    teacher: {modality: wide, network: {mlp: [16]}}
    student: {modality: narrow, network: linear}
    method: {hinton: {lambda: 0.5, temperature: 2}}
    training: {epochs: 3}
    seeds: 2

    """
}

/// The most anonymous memory seen of each kind of child.
struct MemoryWatch {
  struct Peak {
    var anonymous = 0
    var seconds = 0.0
    fileprivate let began = Date()
  }

  /// By hidden command: `intake-child`, `worker-child`.
  private(set) var peaks: [String: Peak] = [:]

  mutating func look(at children: [Int32]) {
    for child in children {
      guard
        let command = try? String(contentsOfFile: "/proc/\(child)/cmdline", encoding: .utf8),
        let status = try? String(contentsOfFile: "/proc/\(child)/status", encoding: .utf8),
        let name = command.split(separator: "\0").dropFirst().first,
        name.hasSuffix("-child"),
        let line = status.split(separator: "\n").first(where: { $0.hasPrefix("RssAnon:") }),
        let kibibytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({
          Int($0)
        })
      else { continue }
      var peak = peaks[String(name)] ?? Peak()
      peak.anonymous = max(peak.anonymous, kibibytes << 10)
      peak.seconds = Date().timeIntervalSince(peak.began)
      peaks[String(name)] = peak
    }
  }
}
