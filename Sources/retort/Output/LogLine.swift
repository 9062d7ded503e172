import Ledger
import Logging
import PlainText

/// One event of the log as one line: time and level, or what journald wants instead, then the message,
/// then `key=value` pairs sorted by key.
///
///     2026-11-21T03:31:38.123Z notice job completed job=12 report=reports/0012-mfeat
///     <5>job completed job=12 report=reports/0012-mfeat
///
/// Names and reasons come from bundles: nothing in a line can break it, colour it or forge a pair.
struct LogLine {
  enum Style: Sendable, Hashable {
    /// Begins with the time in UTC and the level.
    case dated
    /// Begins with the priority as `sd-daemon(3)` has it; the journal keeps the time itself.
    case journal
  }

  var level: Logger.Level
  var message: String
  var pairs: [(key: String, value: String)]

  /// - Parameter metadata: of the event and of its logger.
  init(_ level: Logger.Level, _ message: String, _ metadata: Logger.Metadata = [:]) {
    self.level = level
    self.message = message
    pairs = metadata.map { (key: $0.key, value: "\($0.value)") }.sorted { $0.key < $1.key }
  }

  /// Without its line end.
  func text(_ style: Style, at moment: Timestamp = .systemClock()) -> String {
    let start =
      switch style {
      case .dated: "\(moment.text) \(level.rawValue) "
      case .journal: "<\(priority)>"
      }
    let words = pairs.map { "\(Self.key($0.key))=\(Self.value($0.value))" }
    return start + ([Self.cut(Self.escaped(message))] + words).joined(separator: " ")
  }

  /// `LOG_CRIT` to `LOG_DEBUG`.
  private var priority: Int {
    switch level {
    case .critical: 2
    case .error: 3
    case .warning: 4
    case .notice: 5
    case .info: 6
    case .debug, .trace: 7
    }
  }

  private static func key(_ text: String) -> String {
    String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }

  /// In quotes where it could be taken for more than one word.
  private static func value(_ text: String) -> String {
    let isWord = !text.isEmpty && text.allSatisfy { !$0.isWhitespace && !"\"=\\".contains($0) }
    let shown = cut(escaped(text))
    return isWord ? shown : "\"\(shown)\""
  }

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "\n": "\\n"
      case "\"": "\\\""
      case "\\": "\\\\"
      default: visibleText(scalar)
      }
    }.joined()
  }

  /// Longer than any reason of ours; whoever wants the rest finds it in the ledger.
  private static func cut(_ text: String) -> String {
    text.count <= 2_000 ? text : text.prefix(2_000) + "…"
  }
}
