import Foundation

extension String {
  /// How often another text occurs.
  func components(of other: String) -> Int { components(separatedBy: other).count - 1 }

  /// The first line that holds a text.
  func line(with text: String) -> String {
    split(separator: "\n").first { $0.contains(text) }.map(String.init) ?? ""
  }
}
