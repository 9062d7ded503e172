import Digests

/// What the answer to a drop is called: the drop's own name, made safe and short enough that
/// `.reason.md` and a number still fit behind it.
///
/// A name that had to be changed carries the first twelve digits of its digest, so that two such
/// names stay two.
public struct AnswerName: Sendable, Hashable {
  /// Linux allows 255 bytes; 55 are kept for what comes behind.
  static let limit = 200

  let base: String

  /// - Parameter name: as the ledger keeps it; bytes that were no text have been replaced there.
  public init(_ name: String) {
    let safe = name.unicodeScalars.map(Self.safe).joined()
    if safe == name, safe.utf8.count <= Self.limit {
      base = safe
    } else {
      base = Self.cut(safe, to: Self.limit - 13) + "~" + Digest(of: name).hex.prefix(12)
    }
  }

  /// `NAME.md`, the answer in `done/` and `failed/`.
  public var answer: FileName { FileName(own: "\(base).md") }
  /// `NAME.12.md`, the same for a name that has been answered before.
  public func answer(numbered number: String) -> FileName { FileName(own: "\(base).\(number).md") }

  /// `NAME`, the drop itself in `rejected/`, and `NAME.reason.md` beside it.
  public var original: FileName { FileName(own: base) }
  public var reason: FileName { FileName(own: "\(base).reason.md") }
  public func original(numbered number: String) -> FileName { FileName(own: "\(base).\(number)") }
  public func reason(numbered number: String) -> FileName {
    FileName(own: "\(base).\(number).reason.md")
  }

  /// A name for a drop that goes back into an inbox where its own name is taken.
  func beside(_ identifier: String) -> FileName { FileName(own: "\(base).\(identifier)") }

  private static func safe(_ scalar: Unicode.Scalar) -> String {
    if scalar == "/" || scalar == "\u{FFFD}" { return "_" }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: "_"
    default: String(Character(scalar))
    }
  }

  /// The first characters that fit into so many bytes.
  private static func cut(_ text: String, to bytes: Int) -> String {
    var result = ""
    var count = 0
    for scalar in text.unicodeScalars {
      count += String(scalar).utf8.count
      guard count <= bytes else { break }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
