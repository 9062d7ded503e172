import Digests
import Specifications

/// Names a computation: equal keys, equal bits, in this job and in every later one.
public struct RunKey: Sendable, Hashable, CustomStringConvertible {
  /// 64 lower-case hexadecimal digits.
  public let description: String

  /// SHA-256 of the value's one spelling.
  public init(of value: CanonicalValue) {
    description = Digest(of: value.json).hex
  }

  /// A key as the ledger keeps it.
  public init(_ hex: String) {
    description = hex
  }
}
