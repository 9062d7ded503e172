import ArgumentParser
import Information

/// Where a look at every pair begins to take longer than the trees: the rule of `NeighbourCounts`.
struct NeighbourCrossing: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "neighbours",
    abstract: "Counts neighbours by trees and by every pair, in µs a row.")

  @OptionGroup var normals: CorrelatedNormals
  @Option(help: "Neighbours.") var neighbours = 3

  func run() throws {
    let (x, y) = normals.drawn()
    let rows = normals.rows

    let meter = Meter()
    let trees = NeighbourCounts.byTree(x, y, neighbours: neighbours)
    let ofTrees = meter.reading().processor
    let group = NeighbourCounts.Group(rows: 0..<rows, neighbours: neighbours)
    let pairs = NeighbourCounts.byEveryPair(x, y, of: [group])
    let reading = meter.reading()
    try BenchResult(
      "neighbours", reading, samples: 2 * rows,
      metrics: [
        "dimension": Double(normals.dimension),
        "trees, µs": ofTrees / Double(rows) * 1e6,
        "pairs, µs": (reading.processor - ofTrees) / Double(rows) * 1e6,
        "differing rows": Double(
          (0..<rows).count { trees.x[$0] != pairs.x[$0] || trees.y[$0] != pairs.y[$0] }),
      ]
    ).print()
  }
}
