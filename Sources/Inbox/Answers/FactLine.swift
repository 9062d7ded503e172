import Foundation

/// A fact as one line of JSON, keys in the ledger's spelling and sorted.
public enum FactLine {
  /// Without its line end; the text of a value cannot hold one, JSON escapes it.
  public static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
