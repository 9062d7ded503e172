import LinearAlgebra
import Testing

@testable import Distillation

@Suite("The class prior") struct ClassPriorTests {
  @Test("is what five labelled rows of every class say")
  func labels() {
    let prior = ClassPrior(
      labels: [Int](repeating: 0, count: 15) + [Int](repeating: 1, count: 5), classes: 2)
    #expect(prior.shares == [0.75, 0.25])
    #expect(prior.source == .labels)
  }

  @Test("is uniform where a class has fewer, over the classes that have any")
  func uniform() {
    let few = ClassPrior(
      labels: [Int](repeating: 0, count: 15) + [Int](repeating: 1, count: 4), classes: 2)
    #expect(few.shares == [0.5, 0.5])
    #expect(few.source == .uniform)
    let unseen = ClassPrior(labels: [2, 2, 2, 2, 2, 2, 0], classes: 4)
    #expect(unseen.shares == [0.5, 0, 0.5, 0])
  }

  @Test("brings columns to its shares and rows to 1")
  func balanced() {
    let prior = ClassPrior(
      labels: [Int](repeating: 0, count: 15) + [Int](repeating: 1, count: 5), classes: 2)
    let scores = Matrix(rows: 4, columns: 2, values: [0.9, 0.1, 0.6, 0.2, 0.5, 0.5, 7, 2])
    let found = prior.balanced(scores)
    for row in 0..<4 { #expect(abs(found[row, 0] + found[row, 1] - 1) < 1e-15) }
    #expect(abs(found.column(0).reduce(0, +) - 3) < 1e-6)
    #expect(abs(found.column(1).reduce(0, +) - 1) < 1e-6)
    // Scaling columns and rows leaves the odds ratios of rows as they were.
    func odds(_ matrix: Matrix, _ row: Int) -> Double { matrix[row, 0] / matrix[row, 1] }
    #expect(abs(odds(found, 0) / odds(found, 1) - odds(scores, 0) / odds(scores, 1)) < 1e-12)
  }

  @Test("is what a row gets that no class reaches, which moves no other")
  func unreached() {
    let prior = ClassPrior(
      labels: [Int](repeating: 0, count: 15) + [Int](repeating: 1, count: 5), classes: 2)
    let some = Matrix(rows: 2, columns: 2, values: [3, 1, 1, 1])
    let more = Matrix(rows: 4, columns: 2, values: [0, 0, 3, 1, 0, 0, 1, 1])
    let found = prior.balanced(more)
    #expect(found.rows([0, 2]).values == [0.75, 0.25, 0.75, 0.25])
    #expect(found.rows([1, 3]) == prior.balanced(some))
    #expect(prior.normalised(more).values == [0.75, 0.25, 0.75, 0.25, 0.75, 0.25, 0.5, 0.5])
  }

  @Test("shares that no scaling can reach give numbers all the same")
  func infeasible() {
    let prior = ClassPrior(labels: [0, 1], classes: 2)
    let found = prior.balanced(
      Matrix(rows: 3, columns: 2, values: [1, 0, 1e-9, 0, 0, 5]))
    #expect(found.values == [1, 0, 1, 0, 0, 1])
  }
}
