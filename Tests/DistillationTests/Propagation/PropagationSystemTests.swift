import LinearAlgebra
import Tensors
import Testing

@testable import Distillation

@Suite("The equations of propagation") struct PropagationSystemTests {
  private func seeds(_ rows: Int, _ labels: [Int: Int], classes: Int) -> Matrix {
    var seeds = Matrix.zeros(rows: rows, columns: classes)
    for (row, label) in labels { seeds[row, label] = 1 }
    return seeds
  }

  @Test("two rows that are each other's only neighbour, by hand: F = (1, 0.99) / (1 − 0.99²)")
  func pair() throws {
    // Two directions of two rows each; S of a pair is (0 1; 1 0) whatever its weight.
    let features = PropagationRows.features([[1, 0], [3, 0], [-1, 0], [-3, 0]])
    let system = PropagationSystem(try NeighbourGraph(of: features, rows: [0, 1, 2, 3]))
    let seeds = seeds(4, [0: 0, 3: 1], classes: 2)
    let (own, near) = (1 / 0.0199, 0.99 / 0.0199)
    let expected = Matrix(rows: 4, columns: 2, values: [own, 0, near, 0, 0, near, 0, own])
    #expect(largestDifference(try system.scores(from: seeds), expected) < 1e-10)
    #expect(largestDifference(system.solvingByConjugateGradients(seeds), expected) < 1e-10)
  }

  @Test("a chain of three rows, by hand: the middle has two neighbours, the ends one")
  func chain() throws {
    // S joins the middle to each end by 1/√2: with b = α/√2 and a seed of 1 at the first row,
    // F = (1 − b², b, b²) / (1 − 2b²).
    let features = PropagationRows.features([
      [8, 0], [0, 8], [-8, 0], [0, -8], [4, 4], [-4, -4],
    ])
    let system = PropagationSystem(try NeighbourGraph(of: features, rows: Array(0..<6)))
    let b = PropagationSystem.alpha * 0.5.squareRoot()
    let scores = try system.scores(from: seeds(6, [0: 0], classes: 1))
    let expected = [1 - b * b, b * b, 0, 0, b, 0].map { $0 / (1 - 2 * b * b) }
    #expect(zip(scores.values, expected).allSatisfy { abs($0 - $1) < 1e-11 })
  }

  @Test("Cholesky and conjugate gradients agree", arguments: [UInt64(1), 2, 3])
  func bothWays(key: UInt64) throws {
    let graph = try NeighbourGraph(
      of: PropagationRows.noise(rows: 350, key: key), rows: Array(0..<350))
    let system = PropagationSystem(graph)
    let seeds = seeds(350, [0: 0, 1: 1, 2: 2, 3: 2, 340: 0], classes: 4)
    let dense = try system.solvingDensely(seeds)
    let sparse = system.solvingByConjugateGradients(seeds)
    #expect(largestDifference(dense, sparse) < 1e-11)
    #expect(dense.column(3).allSatisfy { $0 == 0 } && sparse.column(3).allSatisfy { $0 == 0 })
  }

  @Test("what is found solves the equations, summed in the plain order")
  func residual() throws {
    let graph = try NeighbourGraph(
      of: PropagationRows.noise(rows: 200, key: 6), rows: Array(0..<200))
    let seeds = seeds(200, [5: 0, 90: 1], classes: 2)
    let found = PropagationSystem(graph).solvingByConjugateGradients(seeds)
    let degrees = graph.degrees
    for row in 0..<200 {
      for column in 0..<2 {
        var sum = found[row, column]
        for edge in graph.starts[row]..<graph.starts[row + 1] {
          let other = graph.ends[edge]
          let share = graph.weights[edge] / (degrees[row] * degrees[other]).squareRoot()
          sum -= PropagationSystem.alpha * share * found[other, column]
        }
        #expect(abs(sum - seeds[row, column]) < 1e-12)
      }
    }
  }

  @Test("gives a row that no label reaches exactly 0, either way")
  func unreached() throws {
    let features = PropagationRows.features([[1, 0], [3, 0], [-1, 0], [-3, 0], [0, 0]])
    let system = PropagationSystem(try NeighbourGraph(of: features, rows: [0, 1, 2, 3, 4]))
    let seeds = seeds(5, [0: 0], classes: 1)
    for found in [try system.solvingDensely(seeds), system.solvingByConjugateGradients(seeds)] {
      #expect(found.values[2...].allSatisfy { $0 == 0 })
    }
  }

  @Test("takes a score that is no more than its own error for 0, either way of solving")
  func leastScore() throws {
    // The upright pair lies at a cosine of 10⁻⁵ from the level one: an edge of weight 10⁻¹⁵.
    let features = PropagationRows.features([
      [1, 0], [2, 0], [1e-5, 1], [2e-5, 2], [-1, 0], [-2, 0], [-1e-5, -1], [-2e-5, -2],
    ])
    let graph = try NeighbourGraph(of: features, rows: Array(0..<8))
    #expect(graph.ends[graph.starts[0]..<graph.starts[1]] == [1, 2, 3])
    let system = PropagationSystem(graph)
    let seeds = seeds(8, [0: 0], classes: 1)
    #expect(try system.solvingDensely(seeds)[2, 0] > 0)
    let scores = try system.scores(from: seeds).column(0)
    #expect(scores[0] > 1 && scores[1] > 1 && scores[2...].allSatisfy { $0 == 0 })
  }
}
