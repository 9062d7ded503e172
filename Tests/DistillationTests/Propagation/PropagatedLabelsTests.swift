import LinearAlgebra
import Randomness
import Tensors
import Testing

@testable import Distillation

@Suite("Labels of rows outside the graph") struct PropagatedLabelsTests {
  /// The first rows are the graph, three of them labelled; the others are outside.
  private func found(
    rows: Int = 120, spread: Double = 1
  ) throws -> (labels: PropagatedLabels, features: Tensor, truth: [Int], outside: [Int]) {
    let (features, truth) = PropagationRows.clouds(rows: rows + 300, classes: 3, spread: spread)
    let graph = try NeighbourGraph(of: features, rows: Array(0..<rows))
    let labels = try LabelPropagation(classes: 3).labels(
      over: graph, labelled: [0, 1, 2], labels: [0, 1, 2])
    return (labels, features, truth, Array(rows..<rows + 300))
  }

  @Test("are right where clouds lie far apart")
  func clouds() throws {
    let (labels, features, truth, outside) = try found(spread: 0.3)
    let guesses = try labels.probabilities(outside: outside, in: features)
    #expect(guesses.likeliestColumns == outside.map { truth[$0] })
    for row in 0..<guesses.rows {
      #expect(abs((0..<3).reduce(0.0) { $0 + guesses[row, $1] } - 1) < 1e-14)
    }
  }

  @Test("are means weighted by the third power of the cosine, by hand")
  func byHand() throws {
    // From (1, 0) the rows (5, 0) and (4, 3) lie at cosines 1 and 0.8; the others at a right angle or beyond.
    let rows: [[Double]] = [[5, 0], [4, 3], [-5, 0], [-4, -3], [0, 5], [0, -5]]
    let features = PropagationRows.features(rows + [[1, 0]])
    let graph = try NeighbourGraph(of: features, rows: Array(0..<6))
    let labels = try LabelPropagation(classes: 2).labels(
      over: graph, labelled: [0, 1], labels: [0, 1])
    let found = try labels.probabilities(outside: [6], in: features)
    let weight = 0.8 * 0.8 * 0.8
    #expect(abs(found[0, 0] - 1 / (1 + weight)) < 1e-14)
    #expect(abs(found[0, 1] - weight / (1 + weight)) < 1e-14)
  }

  @Test("do not depend on which others are asked, nor on their order")
  func independent() throws {
    let (labels, features, _, outside) = try found()
    let together = try labels.probabilities(outside: outside, in: features)
    for (index, row) in outside.enumerated() where index % 13 == 0 {
      let alone = try labels.probabilities(outside: [row], in: features)
      #expect(alone == together.rows([index]))
    }
    let reversed = try labels.probabilities(outside: outside.reversed(), in: features)
    #expect(reversed == together.rows(Array(outside.indices.reversed())))
    // The same rows, in features of their own.
    #expect(
      try labels.probabilities(
        outside: Array(outside.indices), in: features.tensor(rows: outside)) == together)
  }

  @Test("are the label itself beside a labelled row alone")
  func labelled() throws {
    let features = PropagationRows.features([[1, 0], [-1, 0], [0, 1], [0, -1], [9, 0]])
    let graph = try NeighbourGraph(of: features, rows: [0, 1, 2, 3])
    let labels = try LabelPropagation(classes: 2).labels(
      over: graph, labelled: [0, 1], labels: [1, 0])
    #expect(try labels.probabilities(outside: [4], in: features).values == [0, 1])
  }

  @Test("are the prior where nothing is near: at the mean, or in a direction of its own")
  func prior() throws {
    let features = PropagationRows.features(
      [[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 0], [0, 0, 7]])
    let graph = try NeighbourGraph(of: features, rows: [0, 1, 2, 3])
    let labels = try LabelPropagation(classes: 4).labels(
      over: graph, labelled: [0, 1], labels: [1, 3])
    #expect(
      try labels.probabilities(outside: [4, 5], in: features).values
        == [0, 0.5, 0, 0.5, 0, 0.5, 0, 0.5])
    #expect(try labels.probabilities(outside: [], in: features).rows == 0)
  }

  @Test("are refused for a row that the modality lacks")
  func notFinite() throws {
    var (labels, features, _, outside) = try found()
    features[outside[7], 1] = .infinity
    #expect(throws: PropagationError.notFinite(row: outside[7], column: 1)) {
      try labels.probabilities(outside: outside, in: features)
    }
  }
}
