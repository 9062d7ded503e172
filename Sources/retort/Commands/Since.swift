import ArgumentParser
import Glibc
import Ledger

/// A time a person names: a day, a minute, or how long ago.
enum Since: Sendable, Hashable, ExpressibleByArgument {
  case at(Timestamp, text: String)
  case ago(milliseconds: Int64, text: String)

  /// `2026-11-01`, `2026-11-01T06:30` (UTC), `36h`, `7d`.
  init?(argument: String) {
    let midnight = "T00:00:00.000Z"
    let endings = [10: midnight, 16: ":00.000Z", 19: ".000Z", 24: ""]
    if let ending = endings[argument.utf8.count], let moment = Timestamp(argument + ending) {
      self = .at(moment, text: argument)
      return
    }
    let units: [Character: Int64] = ["h": 3_600_000, "d": 86_400_000]
    guard let unit = argument.last.flatMap({ units[$0] }),
      let amount = Int64(argument.dropLast()), (0...100_000).contains(amount)
    else { return nil }
    self = .ago(milliseconds: amount * unit, text: argument)
  }

  /// - Parameter now: seconds since 1970.
  func moment(now: Int = time(nil)) -> Timestamp {
    switch self {
    case .at(let moment, _): moment
    case .ago(let milliseconds, _): Timestamp(milliseconds: Int64(now) * 1_000 - milliseconds)
    }
  }

  var text: String {
    switch self {
    case .at(_, let text), .ago(_, let text): text
    }
  }
}
