import Foundation

/// A disk that is full, or a power cut, at one writing call of `retort` and its children; see
/// `Tests/DiskFull`.
final class Disturbance {
  enum Deed: Int64, Sendable {
    /// The call fails with "No space left on device".
    case full = 0
    /// The process that makes the call ends as by `kill -9`, before or after it.
    case endBefore = 1
    case endAfter = 2
  }

  /// The layout of `disk_full_plan`.
  private enum Layout {
    static let rootStart = 32
    static let rootLength = 992
    static let disturbedLength = 1024
  }

  private let folder: String
  private var library: String { "\(folder)/libDiskFull.so" }
  private var plan: String { "\(library).plan" }

  init() throws {
    folder = NSTemporaryDirectory() + "retort-disturbance-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: library, withDestinationPath: RetortProgram.built("libDiskFull.so"))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Sets the plan: the calls from `first` to `last` below the root are disturbed; none for 0.
  /// - Returns: the environment that puts it under a program.
  func plan(
    _ deed: Deed, from first: Int = 0, to last: Int = 0, in root: String
  ) throws -> [String: String] {
    var bytes = Data()
    for number in [0, Int64(first), Int64(last), deed.rawValue] {
      withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
    }
    let name = Data(root.utf8)
    bytes.append(name + Data(count: Layout.rootLength - name.count))
    bytes.append(Data(count: Layout.disturbedLength))
    try bytes.write(to: URL(fileURLWithPath: plan))
    return ["LD_PRELOAD": library]
  }

  /// How many calls there were.
  func calls() throws -> Int {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: plan))
    return Int(bytes.prefix(8).enumerated().reduce(UInt64(0)) { $0 | UInt64($1.1) << (8 * $1.0) })
  }

  /// The call that was disturbed first, in words; empty where none was.
  func disturbed() throws -> String {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: plan))
    let text = bytes.dropFirst(Layout.rootStart + Layout.rootLength).prefix { $0 != 0 }
    return String(decoding: text, as: UTF8.self)
  }
}
