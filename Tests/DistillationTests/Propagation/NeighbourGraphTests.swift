import LinearAlgebra
import Randomness
import Tensors
import Testing

@testable import Distillation

@Suite("The graph of neighbours") struct NeighbourGraphTests {
  private func edges(_ graph: NeighbourGraph, of node: Int) -> [Int: Double] {
    let range = graph.starts[node]..<graph.starts[node + 1]
    return Dictionary(uniqueKeysWithValues: range.map { (graph.ends[$0], graph.weights[$0]) })
  }

  @Test("weighs an edge by the third power of the cosine: a cross and its diagonal, by hand")
  func byHand() throws {
    // The mean is 0. (4, 4) lies at 45° of (8, 0) and (0, 8): cos³ = 2^(−3/2).
    let features = PropagationRows.features([
      [8, 0], [0, 8], [-8, 0], [0, -8], [4, 4], [-4, -4],
    ])
    let graph = try NeighbourGraph(of: features, rows: Array(0..<6))
    let weight = 0.5 * 0.5.squareRoot()
    let expected: [Int: [Int]] = [0: [4], 1: [4], 2: [5], 3: [5], 4: [0, 1], 5: [2, 3]]
    for node in 0..<6 {
      let edges = edges(graph, of: node)
      #expect(edges.keys.sorted() == expected[node])
      #expect(edges.values.allSatisfy { abs($0 - weight) < 1e-15 })
    }
    #expect(zip(graph.degrees, [1, 1, 1, 1, 2, 2]).allSatisfy { abs($0 - $1 * weight) < 1e-15 })
  }

  @Test("is symmetric to the bit, without loops, with ten neighbours of every row at least")
  func symmetric() throws {
    let graph = try NeighbourGraph(
      of: PropagationRows.noise(rows: 400, key: 2), rows: Array(0..<400))
    var most = 0
    for node in 0..<400 {
      let own = edges(graph, of: node)
      #expect(own[node] == nil && own.count >= 10)
      most = max(most, own.count)
      for (other, weight) in own { #expect(edges(graph, of: other)[node] == weight) }
    }
    // A row that many have among their ten nearest has more edges than ten.
    #expect(most > 10)
  }

  @Test("of fewer than eleven rows joins all that lie within a right angle")
  func fewRows() throws {
    let features = PropagationRows.noise(rows: 7, features: 3, key: 9)
    let graph = try NeighbourGraph(of: features, rows: Array(0..<7))
    for node in 0..<7 {
      let near = graph.points.nearest(
        6, to: graph.points.values.rows([node]), excluding: [node])[0]
      #expect(edges(graph, of: node).keys.sorted() == near.map(\.row).sorted())
    }
    let one = try NeighbourGraph(of: features, rows: [3])
    #expect(one.rows == [3] && one.ends.isEmpty && one.degrees == [0])
    #expect(try NeighbourGraph(of: features, rows: []).rows.isEmpty)
  }

  @Test("does not depend on the order in which its rows are named")
  func order() throws {
    let features = PropagationRows.noise(rows: 60, key: 4)
    let some = Array(stride(from: 1, to: 60, by: 2))
    var stream = RandomStream(key: 8)
    var shuffled = some
    stream.shuffle(&shuffled)
    #expect(shuffled != some)
    #expect(
      try NeighbourGraph(of: features, rows: some) == NeighbourGraph(of: features, rows: shuffled))
  }

  @Test("knows the nodes of its rows and of no others")
  func nodes() throws {
    let graph = try NeighbourGraph(
      of: PropagationRows.noise(rows: 12, key: 4), rows: [7, 2, 11])
    #expect([2, 7, 11].map { graph.node(of: $0) } == [0, 1, 2])
    #expect([0, 3, 8, 12].allSatisfy { graph.node(of: $0) == nil })
  }

  @Test("names the first feature that is not finite, by its row in the dataset")
  func notFinite() {
    var features = PropagationRows.noise(rows: 9, features: 4, key: 4)
    features[5, 2] = .nan
    #expect(throws: PropagationError.notFinite(row: 5, column: 2)) {
      try NeighbourGraph(of: features, rows: [8, 5, 1])
    }
    #expect(throws: Never.self) { try NeighbourGraph(of: features, rows: [8, 1]) }
    #expect(
      PropagationError.notFinite(row: 5, column: 2).description
        == "the feature in row 5, column 2 is not finite; leave out rows that the modality lacks, or fill them in"
    )
  }
}
