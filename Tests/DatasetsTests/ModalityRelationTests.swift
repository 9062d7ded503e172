import Testing

@testable import Datasets

@Suite("A modality that another explains") struct ModalityRelationTests {
  @Test("because it is equal, however many columns it has")
  func equal() throws {
    var cohort = Cohort(columns: 200, effect: 0.2)
    cohort.b = cohort.a
    let dataset = try cohort.dataset()
    #expect(
      dataset.warnings.map(\.description) == [
        "modality 'b': equals 'a', column for column: neither can tell the other anything new"
      ])
    #expect(dataset.card.isFunction("a", of: "b") && dataset.card.isFunction("b", of: "a"))
    #expect(dataset.card.linearFunctions.map(\.r2) == [1, 1])
  }

  @Test("because its columns are columns of the other, in any order")
  func columns() throws {
    var cohort = Cohort(columns: 90)
    cohort.b = cohort.a.map { Array($0.reversed()) }
    #expect(
      try cohort.warnings() == [
        "modality 'b': every column is a column of 'a': it can tell 'a' nothing new"
      ])
    cohort.b = cohort.a.map { [$0[4], 3, $0[1]] }
    let card = try cohort.dataset().card
    #expect(
      card.relations == [ModalityRelation(modality: "b", other: "a", kind: .columns)])
    #expect(!card.isFunction("a", of: "b"))
  }

  @Test(
    "because every column rises or falls with one of the other's",
    arguments: [exponential, { -$0 * $0 * $0 }, { Double(Float($0)) }]
      as [@Sendable (Double) -> Double])
  func monotone(_ function: @Sendable (Double) -> Double) throws {
    var cohort = Cohort()
    cohort.b = cohort.a.map { row in row.map(function) }
    let card = try cohort.dataset().card
    #expect(card.isFunction("b", of: "a") && card.isFunction("a", of: "b"))
    #expect(card.warnings([], split: Split(train: [0], validation: [], test: [1])).count == 1)
  }

  private static let exponential: @Sendable (Double) -> Double = { x in
    // eˣ by its product (1 + x/n)ⁿ: strictly rising where x > −n.
    (0..<1_000).reduce(1) { product, _ in product * (1 + x / 1_000) }
  }

  @Test("because it is a linear function, as before, once for each direction")
  func linear() throws {
    var cohort = Cohort()
    cohort.b = cohort.a.map { [$0[0] + $0[1], $0[2] - 3 * $0[3]] }
    #expect(
      try cohort.warnings() == [
        "modality 'b': a linear function of 'a' on train: it can tell 'a' nothing new"
      ])
  }

  @Test("is not one with a trace of noise, of one column that differs, or of constants")
  func honest() throws {
    var cohort = Cohort()
    for row in cohort.a.indices {
      for column in 0..<4 { cohort.b[row][column] = cohort.a[row][column] + 0.1 * cohort.normal() }
    }
    #expect(try cohort.dataset().card.relations == [])
    var single = Cohort()
    for row in single.a.indices { single.b[row] = [single.a[row][0], single.normal()] }
    #expect(try single.dataset().card.relations == [])
    var constant = Cohort()
    constant.b = constant.a.map { _ in [1] }
    #expect(try constant.dataset().card.relations == [])
  }

  @Test("is told of columns that Float32 would make equal")
  func farFromZero() throws {
    var cohort = Cohort()
    cohort.a = cohort.a.map { $0.map { $0 + 1.6e9 } }
    cohort.b = cohort.b.map { $0.map { $0 + 1.6e9 } }
    #expect(try cohort.warnings() == [])
    cohort.b = cohort.a
    #expect(try cohort.dataset().card.relations.map(\.kind) == [.equal, .equal])
  }
}
