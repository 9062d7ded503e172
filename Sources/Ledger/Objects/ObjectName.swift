import Glibc
import Synchronization

/// Temporary names of objects being written: process and count. A name left by a dead process of
/// the same number is stepped over, not reused.
enum ObjectName {
  private static let count = Atomic<Int>(0)

  static func next() -> String {
    let number = count.wrappingAdd(1, ordering: .relaxed).newValue
    return "\(getpid())-\(number)"
  }
}
