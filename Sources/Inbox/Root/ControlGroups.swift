/// What the control groups (cgroups) of a process leave it of the machine: a container, a systemd unit
/// with `MemoryMax=` or a batch system may allow much less than the machine has.
///
/// Both versions are read: v2 (`memory.max`, `cpu.max`) and v1 (`memory.limit_in_bytes`,
/// `cpu.cfs_quota_us`). A limit holds for everything below it, so the smallest on the way counts.
struct ControlGroups: Sendable, Hashable {
  /// A limit, and the file that sets it.
  struct Limit<Value: Sendable & Hashable & Comparable>: Sendable, Hashable {
    var value: Value
    var path: String
  }

  /// Bytes.
  var memory: Limit<Int>?
  /// Processor time a second, in seconds: 1.5 is one and a half processors.
  var processors: Limit<Double>?

  /// Where systemd, container runtimes and `man 7 cgroups` mount the hierarchies.
  private static let mount = "/sys/fs/cgroup"

  /// - Parameters:
  ///   - membership: the text of `/proc/self/cgroup`.
  ///   - text: of a file of the control groups; `nil` where there is none.
  init(membership: String, text: (_ path: String) -> String?) {
    for line in membership.split(separator: "\n") {
      // 0::/path is version 2; 4:cpu,cpuacct:/path is version 1.
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      for path in Self.ancestry(of: parts[2]) {
        if parts[1].isEmpty {
          let memory = "\(Self.mount)\(path)/memory.max"
          note(memory: text(memory).flatMap(Self.number), memory)
          let processors = "\(Self.mount)\(path)/cpu.max"
          note(processors: text(processors).flatMap(Self.share), processors)
          continue
        }
        let folder = "\(Self.mount)/\(parts[1])\(path)"
        let controllers = parts[1].split(separator: ",")
        if controllers.contains("memory") {
          let memory = "\(folder)/memory.limit_in_bytes"
          note(memory: text(memory).flatMap(Self.number), memory)
        }
        if controllers.contains("cpu") {
          let quota = "\(folder)/cpu.cfs_quota_us"
          if let allowed = text(quota), let period = text("\(folder)/cpu.cfs_period_us") {
            note(processors: Self.share("\(allowed) \(period)"), quota)
          }
        }
      }
    }
  }

  private mutating func note(memory value: Int?, _ path: String) {
    guard let value, memory.map({ value < $0.value }) ?? true else { return }
    memory = Limit(value: value, path: path)
  }

  private mutating func note(processors value: Double?, _ path: String) {
    guard let value, processors.map({ value < $0.value }) ?? true else { return }
    processors = Limit(value: value, path: path)
  }

  /// A group and all it lies in, the outermost last: `/a/b`, `/a`, and the empty path. In a container
  /// the path may be the host's, of which only the last is there to see.
  private static func ancestry(of path: Substring) -> [String] {
    var components = path.split(separator: "/")
    if components.contains("..") { components = [] }
    return (0...components.count).reversed().map { count in
      components.prefix(count).map { "/\($0)" }.joined()
    }
  }

  /// A positive number alone on its line; `max` and `-1` are no limit.
  private static func number(_ text: String) -> Int? {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count == 1, let number = Int(words[0]), number > 0 else { return nil }
    return number
  }

  /// "150000 100000": so many microseconds of processor time in every so many on the clock.
  private static func share(_ text: String) -> Double? {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count == 2, let allowed = Int(words[0]), let period = Int(words[1]), allowed > 0,
      period > 0
    else { return nil }
    return Double(allowed) / Double(period)
  }
}
