import Datasets

extension DataCard {
  /// Whether two modalities are the same measurements: each is, column by column, a copy or a rising or
  /// falling function of the other. A teacher that sees fewer columns, or a weighted sum of them, is not the
  /// same: which of them matter is knowledge.
  func areTheSame(_ modality: String, _ other: String) -> Bool {
    func follows(_ one: String, _ another: String) -> Bool {
      relations.contains { $0.modality == one && $0.other == another && $0.kind != .linear }
    }
    return follows(modality, other) && follows(other, modality)
  }

  /// Whether test rows have another mixture of labels than train rows, beyond chance.
  var isTestShifted: Bool { labelShifts.contains { $0.part == "test" && $0.isShifted } }
}
