import Testing

@testable import Randomness

@Suite("A random stream") struct RandomStreamTests {
  @Test("follows the published known answer of Philox 4×32-10 for zero key and counter")
  func knownAnswer() {
    // Random123 kat_vectors: philox4x32 10, all zero → 6627e8d5 e169c58d bc57ac4c 9b00dbd8.
    let block = Philox.block(counter: 0, key: 0)
    #expect(block.low == 0xe169_c58d_6627_e8d5)
    #expect(block.high == 0x9b00_dbd8_bc57_ac4c)
  }

  @Test("is the same for the same name and another for another purpose, role, seed or index")
  func names() {
    func first(_ seed: Int, _ role: Role, _ purpose: Purpose, _ index: Int = 0) -> UInt64 {
      var stream = RandomStream(seed: seed, role: role, purpose: purpose, index: index)
      return stream.next()
    }
    let base = first(3, .student, .order)
    #expect(base == first(3, .student, .order))
    #expect(base != first(4, .student, .order))
    #expect(base != first(3, .teacher, .order))
    #expect(base != first(3, .student, .dropout))
    #expect(base != first(3, .student, .order, 1))
  }

  @Test("gives uniform and normal numbers with the right first two moments")
  func moments() {
    var stream = RandomStream(key: 7)
    let count = 200_000
    let uniforms = (0..<count).map { _ in stream.uniform() }
    let normals = (0..<count).map { _ in stream.normal() }
    func mean(_ x: [Double]) -> Double { x.reduce(0, +) / Double(x.count) }
    #expect(abs(mean(uniforms) - 0.5) < 0.003)
    #expect(abs(mean(normals)) < 0.01)
    #expect(abs(mean(normals.map { $0 * $0 }) - 1) < 0.02)
    #expect(uniforms.allSatisfy { (0..<1).contains($0) })
  }

  @Test("permutes: every number once, and not in order")
  func permutation() {
    var stream = RandomStream(key: 1)
    let order = stream.permutation(of: 100)
    #expect(order.sorted() == Array(0..<100))
    #expect(order != Array(0..<100))
  }
}

@Suite("Stratified folds") struct FoldsTests {
  @Test("spread every class evenly")
  func even() {
    var stream = RandomStream(key: 5)
    let strata = (0..<97).map { $0 % 3 }
    let folds = Folds.stratified(strata: strata, count: 5, stream: &stream)
    for fold in 0..<5 {
      for stratum in 0..<3 {
        let rows = strata.indices.count { folds[$0] == fold && strata[$0] == stratum }
        #expect((5...8).contains(rows))
      }
    }
  }

  @Test("keep the rows of a group together")
  func groups() {
    var stream = RandomStream(key: 5)
    let groups = (0..<60).map { $0 / 4 }
    let folds = Folds.stratified(
      strata: [Int](repeating: 0, count: 60), groups: groups, count: 5, stream: &stream)
    for row in 0..<60 { #expect(folds[row] == folds[groups[row] * 4]) }
  }
}
