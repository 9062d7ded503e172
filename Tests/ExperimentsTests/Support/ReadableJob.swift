import Datasets
import Randomness
import Testing

@testable import Experiments

/// A job small enough to be read: the scan teaches the photo. Its rows follow one another through
/// train, validation and test.
struct ReadableJob {
  var parts = (train: 20, validation: 40, test: 40)
  /// One a row, the classes in turn unless a test says otherwise.
  var labels: [Int]
  /// Real targets in place of the labels.
  var values: [Double]?
  /// One a row where rows come in groups.
  var groups: [Int]?
  /// By name; the photo learns.
  var modalities: [String: [[Double]]]
  var teacherNetwork = "linear"
  /// The student's.
  var network = "linear"
  /// Behind a network, from the comma on.
  var teacherOptions = ""
  var studentOptions = ""
  var method = "{hinton: {lambda: 0.5, temperature: 1}}"
  var seeds = 2
  var standardise = true
  /// In place of the files of row numbers.
  var split: String?
  /// Further lines of `job.yaml`.
  var more = ""

  init(train: Int = 20, validation: Int = 40, test: Int = 40, classes: Int = 2) {
    parts = (train, validation, test)
    let rows = train + validation + test
    labels = (0..<rows).map { $0 % classes }
    modalities = [
      "scan": Self.noise(rows: rows, columns: 2, seed: 1),
      "photo": Self.noise(rows: rows, columns: 3, seed: 2),
    ]
  }

  static func noise(rows: Int, columns: Int, seed: Int) -> [[Double]] {
    var stream = RandomStream(seed: seed, role: .design, purpose: .noise)
    return (0..<rows).map { _ in (0..<columns).map { _ in stream.normal() } }
  }

  var yaml: String {
    let files = modalities.keys.sorted().map { "\($0): {file: \($0).npy}" }
    let target = values == nil ? "labels" : "target"
    let validation = parts.validation == 0 ? "none" : "validation.npy"
    let group = groups == nil ? "" : ", group: {file: group.npy}"
    let split =
      split ?? "{train: train.npy, validation: \(validation), test: test.npy\(group)}"
    return """
      retort: 1
      name: small
      data:
        modalities: {\(files.joined(separator: ", "))}
        \(target): {file: y.npy}
        standardise: \(standardise)
        split: \(split)
      teacher: {modality: scan, network: \(teacherNetwork)\(teacherOptions)}
      student: {modality: photo, network: \(network)\(studentOptions)}
      method: \(method)
      seeds: \(seeds)
      \(more)
      """
  }

  var members: [String: [UInt8]] {
    var members = modalities.reduce(into: [:]) { members, modality in
      members["\(modality.key).npy"] = NumPy.matrix(modality.value)
    }
    members["y.npy"] = values.map(NumPy.reals) ?? NumPy.integers(labels)
    members["group.npy"] = groups.map(NumPy.integers)
    let ends = [parts.train, parts.train + parts.validation]
    members["train.npy"] = NumPy.integers(Array(0..<ends[0]))
    if parts.validation > 0 { members["validation.npy"] = NumPy.integers(Array(ends[0]..<ends[1])) }
    members["test.npy"] = NumPy.integers(Array(ends[1]..<ends[1] + parts.test))
    members["job.yaml"] = Array(yaml.utf8)
    return members
  }

  func checked() throws(JobRefusal) -> CheckedJob {
    try CheckedJob(
      yaml: Array(yaml.utf8), source: MemoryMembers(members), members: [], numerics: "test")
  }

  /// Of its only setting.
  func experiment() throws -> Experiment {
    try #require(try checked().design.experiments.first)
  }
}
