import ArgumentParser
import Information
import Randomness

/// Where a look at every pair begins to take longer than the trees: the rule of `NeighbourCounts`.
struct NeighbourCrossing: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "neighbours",
    abstract: "Counts neighbours by trees and by every pair, in µs a row.")

  @Option(help: "Rows.") var rows = 10_000
  @Option(help: "Coordinates of each variable; those of one number correlate.") var dimension = 1
  @Option(help: "Correlation of a pair of coordinates.") var correlation = 0.6
  @Option(help: "Neighbours.") var neighbours = 3

  func run() throws {
    var stream = RandomStream(key: 7)
    let noise = (1 - correlation * correlation).squareRoot()
    let values = (0..<rows * dimension).map { _ in stream.normal() }
    let x = Matrix(rows: rows, columns: dimension, values: values)
    let y = Matrix(
      rows: rows, columns: dimension,
      values: values.map { correlation * $0 + noise * stream.normal() })

    let meter = Meter()
    let trees = NeighbourCounts.byTree(x, y, neighbours: neighbours)
    let ofTrees = meter.reading().processor
    let group = NeighbourCounts.Group(rows: 0..<rows, neighbours: neighbours)
    let pairs = NeighbourCounts.byEveryPair(x, y, of: [group])
    let reading = meter.reading()
    try BenchResult(
      "neighbours", reading, samples: 2 * rows,
      metrics: [
        "dimension": Double(dimension),
        "trees, µs": ofTrees / Double(rows) * 1e6,
        "pairs, µs": (reading.processor - ofTrees) / Double(rows) * 1e6,
        "differing rows": Double(
          (0..<rows).count { trees.x[$0] != pairs.x[$0] || trees.y[$0] != pairs.y[$0] }),
      ]
    ).print()
  }
}
