import CSystem
import Glibc

/// Whether a dropped file is there whole, as far as the system can tell.
public enum Completeness: Sendable, Hashable {
  /// Nobody holds it open for writing.
  case complete
  /// Somebody does.
  case beingWritten
  /// The system would not say who holds it; it counts as complete after so many more nanoseconds
  /// without a change.
  case quietIn(Int64)

  /// How long a file must be unchanged where no lease is granted (another owner, a network file
  /// system): 2 s.
  static let quietTime: Int64 = 2_000_000_000

  /// - Parameter file: open for reading only, a regular file.
  public static func of(_ file: Descriptor) throws(SystemError) -> Completeness {
    switch retort_is_held_for_writing(file.number) {
    case 0: return .complete
    case 1: return .beingWritten
    default:
      let facts = try file.facts()
      let now = Clock.nanoseconds()
      // A time in the future was set by somebody; the system's own tells when.
      let modified = facts.modified <= now ? facts.modified : facts.changed
      return quiet(lastChange: max(modified, facts.changed), now: now)
    }
  }

  /// A change in the future (the clock was set back) counts as a change just now.
  static func quiet(lastChange: Int64, now: Int64) -> Completeness {
    let age = max(0, now - lastChange)
    return age >= quietTime ? .complete : .quietIn(quietTime - age)
  }
}
