import Tensors

/// Rows of one part that equal a train row in a modality, value for value.
enum DuplicateRows {
  /// - Returns: how many of `rows` occur among `train`.
  static func count(_ features: any FeatureSource, of rows: [Int], in train: [Int]) -> Int {
    var places: [UInt64: [Int]] = [:]
    forEachRow(of: features, rows: train) { row, values in
      places[hash(values), default: []].append(row)
    }
    var count = 0
    forEachRow(of: features, rows: rows) { _, values in
      guard let candidates = places[hash(values)] else { return }
      let found = candidates.contains { candidate in
        features.tensor(rows: [candidate]).values.elementsEqual(values)
      }
      if found { count += 1 }
    }
    return count
  }

  private static func forEachRow(
    of features: any FeatureSource, rows: [Int], _ body: (Int, ArraySlice<Float>) -> Void
  ) {
    let chunk = 256
    for start in stride(from: 0, to: rows.count, by: chunk) {
      let numbers = Array(rows[start..<min(start + chunk, rows.count)])
      let part = features.tensor(rows: numbers)
      for (index, row) in numbers.enumerated() {
        body(row, part.values[(index * part.columns)..<((index + 1) * part.columns)])
      }
    }
  }

  /// FNV-1a over the bit patterns, the two zeros alike.
  private static func hash(_ values: ArraySlice<Float>) -> UInt64 {
    values.reduce(0xCBF2_9CE4_8422_2325) { hash, value in
      (hash ^ UInt64(value == 0 ? 0 : value.bitPattern)) &* 0x0000_0100_0000_01B3
    }
  }
}
