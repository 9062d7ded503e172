/// The rows of a split in the order of the file, each with its part. Rows without a label are train rows.
struct UsedRows: Sendable, Hashable {
  /// The parts by number.
  static let parts = ["train", "validation", "test"]

  /// Ascending.
  let rows: [Int]
  /// The part of each of `rows`: 0, 1 or 2.
  let part: [Int]

  init(_ split: Split) {
    let members = [split.trainInputs, split.validation, split.test]
    var rows: [Int] = []
    var part: [Int] = []
    let count = members.reduce(0) { $0 + $1.count }
    rows.reserveCapacity(count)
    part.reserveCapacity(count)
    // Each part is ascending: they are merged.
    var next = [0, 0, 0]
    func head(_ part: Int) -> Int {
      next[part] < members[part].count ? members[part][next[part]] : .max
    }
    for _ in 0..<count {
      let least = head(0) <= head(1) ? (head(0) <= head(2) ? 0 : 2) : (head(1) <= head(2) ? 1 : 2)
      rows.append(members[least][next[least]])
      part.append(least)
      next[least] += 1
    }
    self.rows = rows
    self.part = part
  }

  private init(rows: [Int], part: [Int]) {
    self.rows = rows
    self.part = part
  }

  /// Those that are kept.
  func filter(_ isKept: (Int) -> Bool) -> UsedRows {
    let places = rows.indices.filter { isKept(rows[$0]) }
    return UsedRows(rows: places.map { rows[$0] }, part: places.map { part[$0] })
  }
}
