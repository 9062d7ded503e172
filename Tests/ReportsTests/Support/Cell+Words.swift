import Foundation
import Records

extension Cell {
  /// The cell that a fixture's words mean: `lambda=0.5, temperature=4`. Keys with a dot make settings, most
  /// others are options; words that are no value are the part.
  init(words: String) {
    var parts: [String] = []
    self.init()
    for piece in words.components(separatedBy: ", ") where !piece.isEmpty {
      guard let sign = piece.firstIndex(of: "=") else {
        parts.append(piece)
        continue
      }
      let key = String(piece[..<sign])
      let text = String(piece[piece.index(after: sign)...])
      entries.append(
        Entry(
          key.contains(".") || Self.configuration.contains(key) ? key : "method.\(key)",
          Int(text).map { .integer($0) } ?? Double(text).map { .number($0) } ?? .text(text)))
    }
    part = parts.joined(separator: ", ")
  }

  /// What a student chooses for itself.
  private static let configuration: Set = ["weight_decay", "label_smoothing"]
}

extension ComparisonRecord {
  /// With the cell its words mean.
  var inCell: ComparisonRecord {
    var record = self
    record.cell = Cell(words: variant)
    return record
  }
}
