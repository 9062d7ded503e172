import CSystem
import Glibc

/// What this machine offers a process.
public enum Machine {
  /// Processors this process may use.
  public static var processors: Int { processorShare.amount }

  /// Memory this process may use, in bytes.
  public static var memoryBytes: Int { memoryShare.amount }

  /// Processors, as affinity and control groups leave them.
  public static var processorShare: MachineShare {
    .processors(machine: Int(retort_processors()), controlGroups)
  }

  /// Physical memory, as control groups leave it.
  public static var memoryShare: MachineShare {
    .memory(
      machine: sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE)), controlGroups)
  }

  private static var controlGroups: ControlGroups {
    ControlGroups(membership: text("/proc/self/cgroup") ?? "", text: text)
  }

  /// The processor's name as the system gives it.
  public static var processor: String {
    guard let text = text("/proc/cpuinfo") else { return "unknown" }
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    let name = line?.split(separator: ":", maxSplits: 1).last
    return name.map { $0.drop(while: \.isWhitespace) }.map(String.init) ?? "unknown"
  }

  /// What a function without arguments of a library in this process says: `sqlite3_libversion`.
  public static func library(_ symbol: String) -> String? {
    symbol.withCString { retort_library_text($0).map { String(cString: $0) } }
  }

  /// What the linker made of this program's contents, its build ID, in hexadecimal digits; `nil` where
  /// it made nothing.
  public static var buildIdentifier: String? {
    var bytes = [UInt8](repeating: 0, count: 20)
    let count = Int(retort_build_identifier(&bytes, Int32(bytes.count)))
    guard count > 0 else { return nil }
    return bytes.prefix(count).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The start of a small file of the system.
  public static func text(_ path: String) -> String? {
    let number = open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { return nil }
    let file = Descriptor(number, path: path)
    guard let bytes = try? file.read(atMost: 1 << 16) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
