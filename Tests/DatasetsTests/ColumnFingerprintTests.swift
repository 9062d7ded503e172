import Testing

@testable import Datasets

@Suite("A column's fingerprint") struct ColumnFingerprintTests {
  private let column = (0..<300).map { Double(($0 * 37) % 101) + 0.25 }

  @Test("knows copies, also as Float32")
  func copies() {
    let decimals = column.map { $0 / 7 }
    #expect(
      ColumnFingerprint(decimals).values
        == ColumnFingerprint(decimals.map { Double(Float($0)) }).values)
    #expect(ColumnFingerprint(decimals).values != ColumnFingerprint(column).values)
    let far = column.map { $0 + 1.6e9 }
    #expect(
      ColumnFingerprint(far).values != ColumnFingerprint(far.map { Double(Float($0)) }).values)
  }

  @Test("knows rising and falling functions, ties included")
  func ranks() {
    let own = ColumnFingerprint(column)
    #expect(own.ranks == ColumnFingerprint(column.map { $0 * $0 * $0 }).ranks)
    #expect(own.reversedRanks == ColumnFingerprint(column.map { 1 / $0 }).ranks)
    #expect(own.ranks != ColumnFingerprint(column.map { abs($0 - 50) }).ranks)
  }

  @Test("tells constant, discrete and continuous columns apart")
  func kinds() {
    #expect(ColumnFingerprint([2, 2, 2, 2]).isConstant)
    #expect(ColumnFingerprint((0..<100).map { Double($0 % 5) }).isDiscrete)
    #expect(!ColumnFingerprint((0..<100).map { Double($0) }).isDiscrete)
  }

  @Test("is discrete up to one value in four rows")
  func discrete() {
    func column(_ values: Int) -> [Double] { (0..<100).map { Double($0 % values) } }
    #expect(ColumnFingerprint(column(25)).isDiscrete)
    #expect(!ColumnFingerprint(column(26)).isDiscrete)
  }

  @Test("knows two columns apart by one value or by their order")
  func different() {
    var other = column
    other[299] += 1
    #expect(ColumnFingerprint(other).values != ColumnFingerprint(column).values)
    #expect(
      ColumnFingerprint(Array(column.reversed())).values != ColumnFingerprint(column).values)
    #expect(ColumnFingerprint(column) == ColumnFingerprint(column))
  }

  @Test("sees order in 256 rows spread evenly over all")
  func spread() {
    let long = (0..<1_024).map { Double(($0 * 389) % 1_021) }
    var outside = long
    // Every fourth row is looked at.
    outside[1] = -1e6
    var inside = long
    inside[1_020] = -1e6
    let own = ColumnFingerprint(long).ranks
    #expect(ColumnFingerprint(outside).ranks == own && ColumnFingerprint(inside).ranks != own)
    #expect(ColumnFingerprint(outside).values != ColumnFingerprint(long).values)
  }

  @Test("of ties is not that of a column that parts them")
  func ties() {
    let tied = (0..<40).map { Double($0 / 2) }
    let parted = (0..<40).map { Double($0) }
    #expect(ColumnFingerprint(tied).ranks != ColumnFingerprint(parted).ranks)
    #expect(ColumnFingerprint(tied).ranks == ColumnFingerprint(tied.map { 7 * $0 - 3 }).ranks)
  }

  @Test("of an empty or a constant column has one rank")
  func constant() {
    #expect(ColumnFingerprint([]).isConstant)
    #expect(ColumnFingerprint([5, 5]).ranks == ColumnFingerprint([-8, -8]).ranks)
    #expect(!ColumnFingerprint([5, Double(5).nextUp]).isConstant)
  }
}

@Suite("Columns compared one by one") struct ColumnRelationsTests {
  private let x = (0..<60).map { Double(($0 * 37) % 61) + 0.5 }
  private let y = (0..<60).map { Double(($0 * 17) % 53) }
  private let one = [Double](repeating: 1, count: 60)

  private func kind(
    of columns: [[Double]], from other: [[Double]]
  ) -> ModalityRelation.Kind? {
    ColumnRelations(other.map { ColumnFingerprint($0) }).kind(
      of: columns.map { ColumnFingerprint($0) })
  }

  @Test("are the same, some of them, or monotone functions of them")
  func kinds() {
    #expect(kind(of: [x, y], from: [x, y]) == .equal)
    #expect(kind(of: [y, x], from: [x, y]) == .columns)
    #expect(kind(of: [y, y], from: [x, y]) == .columns)
    #expect(kind(of: [x.map { $0 * $0 }, y], from: [x, y]) == .monotone)
    #expect(kind(of: [x.map { -$0 }], from: [x, y]) == .monotone)
  }

  @Test("are no function with one that is none")
  func none() {
    let z = zip(x, y).map { $0 + $1 }
    #expect(kind(of: [x, z], from: [x, y]) == nil)
    #expect(kind(of: [x, y], from: [x]) == nil)
    #expect(kind(of: [x], from: []) == nil)
    #expect(kind(of: [x.map { abs($0 - 30) }], from: [x]) == nil)
  }

  @Test("that are constant count for nothing on either side")
  func constant() {
    #expect(kind(of: [one], from: [one]) == nil)
    #expect(kind(of: [one, x], from: [x, y]) == .columns)
    #expect(kind(of: [x], from: [one]) == nil)
    #expect(kind(of: [one, x], from: [one, x]) == .equal)
  }
}
