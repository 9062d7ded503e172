import LinearAlgebra
import Randomness
import Tensors
import Testing

@testable import Distillation

@Suite("Label propagation") struct LabelPropagationTests {
  private let two = LabelPropagation(classes: 2)

  @Test("labels clouds far apart from one label each", arguments: [2, 3, 5])
  func clouds(classes: Int) throws {
    let (features, truth) = PropagationRows.clouds(rows: 40 * classes, classes: classes)
    let found = try LabelPropagation(classes: classes).labels(
      of: features, labelled: Array(0..<classes), labels: Array(0..<classes))
    #expect(found.unlabelled == Array(classes..<features.rows))
    #expect(found.predictions == found.unlabelled.map { truth[$0] })
  }

  @Test("follows two moons from one label each, where the nearest labelled row would not")
  func moons() throws {
    let (features, truth) = PropagationRows.moons(rows: 400)
    let found = try two.labels(of: features, labelled: [0, 1], labels: [0, 1])
    #expect(agreement(found.predictions, found.unlabelled.map { truth[$0] }) > 0.98)

    let nearest = found.unlabelled.map { row -> Int in
      func distance(_ other: Int) -> Float {
        (0..<features.columns).reduce(0) {
          let difference = features[row, $1] - features[other, $1]
          return $0 + difference * difference
        }
      }
      return distance(0) <= distance(1) ? 0 : 1
    }
    #expect(agreement(nearest, found.unlabelled.map { truth[$0] }) < 0.9)
  }

  @Test("permuting the rows permutes the answer")
  func permutation() throws {
    let (features, _) = PropagationRows.clouds(rows: 90, classes: 3, spread: 1.5)
    var stream = RandomStream(key: 3)
    // Row i of the permuted features is row order[i] of the others.
    let order = stream.permutation(of: 90)
    let propagation = LabelPropagation(classes: 3)
    let found = try propagation.labels(
      of: features, labelled: [0, 1, 2, 3], labels: [0, 1, 2, 0])
    let places = try [0, 1, 2, 3].map { try #require(order.firstIndex(of: $0)) }
    let permuted = try propagation.labels(
      of: features.tensor(rows: order), labelled: places, labels: [0, 1, 2, 0])
    let all = Array(0..<90)
    #expect(
      largestDifference(
        found.probabilities(of: order), permuted.probabilities(of: all)) < 1e-9)
    // In whatever order the labelled rows are named, it is the same to the bit.
    let graph = try NeighbourGraph(of: features, rows: all)
    #expect(
      try propagation.labels(over: graph, labelled: [2, 0, 3, 1], labels: [2, 0, 0, 1]) == found)
  }

  @Test("renaming the classes renames the answer")
  func classes() throws {
    let (features, _) = PropagationRows.clouds(rows: 60, classes: 2, spread: 1.5)
    let found = try two.labels(of: features, labelled: [0, 1, 2], labels: [0, 1, 0])
    let renamed = try two.labels(of: features, labelled: [0, 1, 2], labels: [1, 0, 1])
    #expect(found.probabilities.column(0) == renamed.probabilities.column(1))
  }

  @Test("brings classes to the shares they have among the labelled rows, unless told not to")
  func unbalanced() throws {
    // Three in four rows are of class 0; five labels of class 1 and fifteen of class 0.
    var stream = RandomStream(key: 19)
    let truth = (0..<400).map { $0 % 4 == 3 ? 1 : 0 }
    let features = PropagationRows.features(
      truth.map { label in
        (0..<6).map { ($0 == label ? 1.5 : 0) + stream.normal() }
      })
    let labelled = Array(0..<20)
    let graph = try NeighbourGraph(of: features, rows: Array(0..<400))
    func shareOfFirst(_ found: PropagatedLabels) -> Double {
      // Scaled before labelled rows were set to their labels, which have the same shares.
      found.probabilities.column(0).reduce(0, +) / Double(found.unlabelled.count)
    }
    let labels = labelled.map { truth[$0] }
    let found = try two.labels(over: graph, labelled: labelled, labels: labels)
    #expect(found.prior.shares == [0.75, 0.25] && found.prior.source == .labels)
    #expect(abs(shareOfFirst(found) - 0.75) < 0.02)

    let few = try two.labels(over: graph, labelled: [0, 1, 2, 3], labels: [0, 0, 0, 1])
    #expect(few.prior.shares == [0.5, 0.5] && few.prior.source == .uniform)
    #expect(abs(shareOfFirst(few) - 0.5) < 0.02)

    let free = try LabelPropagation(classes: 2, shares: .asPropagated)
      .labels(over: graph, labelled: [0, 1, 2, 3], labels: [0, 0, 0, 1])
    #expect(abs(shareOfFirst(free) - 0.5) > 0.1)
  }

  @Test("a row at the mean, and rows that no label reaches, get the prior")
  func unreached() throws {
    // Rows 0 to 3 and 4 to 7 lie on opposite sides of the mean, 8 at it.
    let features = PropagationRows.features(
      [[1, 0], [2, 0], [3, 0], [4, 0], [-1, 0], [-2, 0], [-3, 0], [-4, 0], [0, 0]])
    for shares in [LabelPropagation.ClassShares.prior, .asPropagated] {
      let found = try LabelPropagation(classes: 3, shares: shares)
        .labels(of: features, labelled: [0, 3], labels: [2, 1])
      #expect(found.prior.shares == [0, 0.5, 0.5])
      for row in [4, 5, 6, 7, 8] {
        #expect(found.probabilities(of: [row]).values == [0, 0.5, 0.5])
      }
      #expect(found.probabilities.values.allSatisfy { $0.isFinite })
      // Of equal classes the first.
      #expect(found.predictions.suffix(5) == [1, 1, 1, 1, 1])
    }
  }

  @Test("a labelled row at the mean keeps its label and gives it to none")
  func labelledZero() throws {
    let features = PropagationRows.features([[1, 0], [2, 0], [-1, 0], [-2, 0], [0, 0]])
    let found = try two.labels(of: features, labelled: [0, 4], labels: [0, 1])
    #expect(found.probabilities(of: [4, 0]).values == [0, 1, 1, 0])
    #expect(found.unlabelled == [1, 2, 3])
    #expect(found.probabilities.values == [1, 0, 0.5, 0.5, 0.5, 0.5])
  }

  @Test("of one class there is nothing to choose; of no rows without a label nothing to say")
  func oneClass() throws {
    let features = PropagationRows.noise(rows: 30, key: 1)
    let one = try LabelPropagation(classes: 1).labels(of: features, labelled: [4], labels: [0])
    #expect(one.probabilities.values == [Double](repeating: 1, count: 29))
    #expect(one.predictions == [Int](repeating: 0, count: 29))

    let all = try two.labels(
      of: features, labelled: Array(0..<30), labels: (0..<30).map { $0 % 2 })
    #expect(all.unlabelled.isEmpty && all.predictions.isEmpty && all.probabilities.rows == 0)
  }

  @Test("of no label it is refused, with what to do")
  func noLabel() throws {
    let features = PropagationRows.noise(rows: 30, key: 1)
    #expect(throws: PropagationError.noLabelledRow) {
      try two.labels(of: features, labelled: [], labels: [])
    }
    #expect(PropagationError.noLabelledRow.description.contains("label at least one row a class"))
  }

  @Test("a fold left out is without labels: what its rows get does not depend on what they had")
  func leaveOut() throws {
    let (features, truth) = PropagationRows.clouds(rows: 200, classes: 4, spread: 1)
    let labelled = Array(0..<60)
    let graph = try NeighbourGraph(of: features, rows: Array(0..<200))
    let propagation = LabelPropagation(classes: 4)
    var right = 0
    for fold in 0..<5 {
      let held = labelled.filter { $0 % 5 == fold }
      let kept = labelled.filter { $0 % 5 != fold }
      let found = try propagation.labels(
        over: graph, labelled: kept, labels: kept.map { truth[$0] })
      #expect(found.unlabelled == (held + Array(60..<200)).sorted())
      let guesses = found.probabilities(of: held).likeliestColumns
      right += zip(guesses, held).count { $0 == truth[$1] }
    }
    // Out of fold, and far above one in four.
    #expect(right > 40 && right < 60)
  }

  @Test("gives the same bits again, also above the size where the system is no longer dense")
  func again() throws {
    let rows = PropagationSystem.denseRows + 100
    let (features, truth) = PropagationRows.clouds(rows: rows, classes: 3, features: 4)
    let propagation = LabelPropagation(classes: 3)
    let found = try propagation.labels(of: features, labelled: [0, 1, 2], labels: [0, 1, 2])
    #expect(
      try propagation.labels(of: features, labelled: [0, 1, 2], labels: [0, 1, 2]) == found)
    #expect(agreement(found.predictions, found.unlabelled.map { truth[$0] }) > 0.99)
  }
}
