import Datasets
import Tensors
import Testing

@testable import Experiments

/// The rows of a planted job as a test looks at them.
struct PlantedRows {
  let experiment: Experiment
  let teacher: [[Double]]
  let student: [[Double]]
  /// Class numbers or real targets.
  let target: [Double]

  init(yaml: String, members: [String: [UInt8]]) throws {
    var members = members
    members["job.yaml"] = Array(yaml.utf8)
    let job = try CheckedJob(
      yaml: Array(yaml.utf8), source: MemoryMembers(members), members: [], numerics: "test")
    experiment = try #require(job.design.experiments.first)
    teacher = try Self.rows(of: "privileged", experiment)
    student = try Self.rows(of: "regular", experiment)
    target =
      switch experiment.dataset.target {
      case .labels(let labels, _): labels.map(Double.init)
      case .values(let values): values
      }
  }

  private static func rows(of name: String, _ experiment: Experiment) throws -> [[Double]] {
    let tensor = try #require(experiment.dataset.modality(name)).features.tensor()
    return (0..<tensor.rows).map { row in
      (0..<tensor.columns).map { Double(tensor[row, $0]) }
    }
  }

  /// Train, validation and test.
  var parts: [[Int]] {
    let split = experiment.dataset.split
    return [split.train, split.validation, split.test]
  }

  /// The correlation of two columns over some rows.
  static func correlation(_ x: [Double], _ y: [Double]) -> Double {
    let (a, b) = (mean(x), mean(y))
    let pairs = zip(x, y).map { ($0 - a, $1 - b) }
    let spread = (pairs.reduce(0) { $0 + $1.0 * $1.0 } * pairs.reduce(0) { $0 + $1.1 * $1.1 })
    return pairs.reduce(0) { $0 + $1.0 * $1.1 } / spread.squareRoot()
  }

  static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  /// The correlation of two columns that is left where both lose the mean of their stratum.
  static func correlation(_ x: [Double], _ y: [Double], inside strata: [Int]) -> Double {
    correlation(centred(x, strata), centred(y, strata))
  }

  private static func centred(_ values: [Double], _ strata: [Int]) -> [Double] {
    let means = Dictionary(grouping: values.indices) { strata[$0] }
      .mapValues { mean($0.map { values[$0] }) }
    return values.indices.map { values[$0] - (means[strata[$0]] ?? 0) }
  }
}

extension [[Double]] {
  func column(_ column: Int) -> [Double] { map { $0[column] } }
}
