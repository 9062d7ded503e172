import Foundation

/// One fact a line on standard output, keys in the ledger's spelling.
enum JSONLine {
  static func say(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    Console.say(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}
