import Randomness
import Records

/// A job whose teacher can help nobody, drawn afresh: 150 train rows, few or many validation rows, 600 test
/// rows, and a student with something to learn.
///
///     x = class mean + N(0, I₄₀)            40 columns; real targets: y = 0.4 ⟨w, x⟩ + N(0, 1)
///     groups of five rows share a further N(0, ½ I₄₀) where rows come in groups
struct NullJob {
  /// Why the teacher cannot help.
  enum Teacher: String, Sendable, Hashable, CaseIterable {
    /// It sees noise.
    case noise
    /// It sees the same number in every row.
    case constant
    /// It sees what the student sees.
    case copied
    /// It sees what tells the label, with its rows permuted over all rows.
    case permuted
    /// It sees what tells the label, with its rows permuted inside the classes (deciles of a target): it
    /// knows the label and nothing else of a row.
    case labelPermuted = "label-permuted"
  }

  enum Task: Sendable, Hashable, CustomStringConvertible {
    case classes(Int)
    case regression

    var description: String {
      switch self {
      case .classes(let count): "\(count) classes"
      case .regression: "regression"
      }
    }
  }

  /// Everything that tells one cell of the suite from another.
  struct Cell: Sendable, Hashable {
    var teacher: Teacher
    var network: String
    var validationRows: Int
    var weightDecay: String
    var variants: Int
    var task: Task
    var isGrouped: Bool
  }

  static let trainRows = 150
  static let testRows = 600

  var yaml: String
  var members: [String: [UInt8]]

  /// - Parameter method: another one than Hinton's, as `job.yaml` has it.
  init(_ cell: Cell, draw: Int, seeds: Int, method: String? = nil) {
    let parts = [Self.trainRows, cell.validationRows, Self.testRows]
    let rows = parts.reduce(0, +)
    var stream = RandomStream(seed: draw, role: .design, purpose: .noise, index: 1)
    let data = NullRows(parts: parts, task: cell.task, isGrouped: cell.isGrouped, stream: &stream)
    let teacher = data.teacher(cell.teacher, stream: &stream)

    var members = [
      "teacher.npy": NumPy.matrix(teacher), "student.npy": NumPy.matrix(data.student),
    ]
    var start = 0
    for (name, count) in zip(["train", "validation", "test"], parts) {
      members["\(name).npy"] = NumPy.integers(Array(start..<start + count))
      start += count
    }
    let target: String
    switch cell.task {
    case .classes:
      target = "labels: {file: y.npy}"
      members["y.npy"] = NumPy.integers(data.labels)
    case .regression:
      target = "target: {file: y.npy}"
      members["y.npy"] = NumPy.reals(data.values)
    }
    if cell.isGrouped { members["group.npy"] = NumPy.integers((0..<rows).map { $0 / 5 }) }
    self.members = members
    let group = cell.isGrouped ? ", group: {file: group.npy}" : ""
    let options =
      cell.variants > 1
      ? "lambda: [0.25, 0.5, 1], temperature: [1, 4]" : "lambda: 0.5, temperature: 1"
    yaml = """
      retort: 1
      name: "null: \(cell.teacher.rawValue)"
      data:
        modalities: {privileged: {file: teacher.npy}, regular: {file: student.npy}}
        \(target)
        split: {train: train.npy, validation: validation.npy, test: test.npy\(group)}
      teacher: {modality: privileged, network: linear}
      student: {modality: regular, network: \(cell.network)}
      method: \(method ?? "{hinton: {\(options)}}")
      training: {weight_decay: \(cell.weightDecay)}
      seeds: \(seeds)
      """
  }
}

/// The rows of a null job.
private struct NullRows {
  var student: [[Double]] = []
  var labels: [Int] = []
  var values: [Double] = []
  private let parts: [Int]
  private let columns = 40

  init(parts: [Int], task: NullJob.Task, isGrouped: Bool, stream: inout RandomStream) {
    self.parts = parts
    let columns = columns
    func normals(_ scale: Double, _ stream: inout RandomStream) -> [Double] {
      (0..<columns).map { _ in scale * stream.normal() }
    }
    if case .classes(let count) = task {
      // Every part holds every class.
      for part in parts {
        var drawn = (0..<part).map { $0 % count }
        stream.shuffle(&drawn)
        labels += drawn
      }
      let means = (0..<count).map { _ in normals(count > 2 ? 0.45 : 0.28, &stream) }
      student = labels.map { label in
        zip(means[label], normals(1, &stream)).map { $0 + $1 }
      }
    } else {
      let weights = normals(0.4 / Double(columns).squareRoot() * 2, &stream)
      student = (0..<parts.reduce(0, +)).map { _ in normals(1, &stream) }
      values = student.map { x in
        zip(x, weights).reduce(0) { $0 + $1.0 * $1.1 } + stream.normal()
      }
    }
    guard isGrouped else { return }
    var shared: [Double] = []
    for row in student.indices {
      if row % 5 == 0 { shared = normals(0.5.squareRoot(), &stream) }
      for column in 0..<columns { student[row][column] += shared[column] }
    }
  }

  /// What the teacher sees; whatever of it tells the label is taken from the row it belongs to.
  func teacher(_ kind: NullJob.Teacher, stream: inout RandomStream) -> [[Double]] {
    switch kind {
    case .noise: return student.map { _ in (0..<10).map { _ in stream.normal() } }
    case .constant: return student.map { _ in [1] }
    case .copied: return student
    case .permuted: return permuted(telling(&stream), inside: student.map { _ in 0 }, &stream)
    case .labelPermuted: return permuted(telling(&stream), inside: strata, &stream)
    }
  }

  /// Four noisy columns that tell the label better than the student's do.
  private func telling(_ stream: inout RandomStream) -> [[Double]] {
    guard labels.isEmpty else {
      let count = (labels.max() ?? 0) + 1
      let means = (0..<count).map { _ in (0..<4).map { _ in 1.5 * stream.normal() } }
      return labels.map { label in means[label].map { $0 + stream.normal() } }
    }
    return values.map { value in (0..<4).map { _ in value + stream.normal() } }
  }

  /// The class of each row, or the decile of its target.
  private var strata: [Int] {
    guard labels.isEmpty else { return labels }
    let order = values.indices.sorted { values[$0] < values[$1] }
    var deciles = [Int](repeating: 0, count: values.count)
    for (rank, row) in order.enumerated() { deciles[row] = rank * 10 / values.count }
    return deciles
  }

  /// Rows permuted inside each stratum of each part, so that no part learns of another.
  private func permuted(
    _ rows: [[Double]], inside strata: [Int], _ stream: inout RandomStream
  ) -> [[Double]] {
    var result = rows
    var start = 0
    for part in parts {
      let members = Dictionary(grouping: start..<start + part) { strata[$0] }
      for stratum in members.keys.sorted() {
        let own = members[stratum] ?? []
        var drawn = own
        stream.shuffle(&drawn)
        for (row, source) in zip(own, drawn) { result[row] = rows[source] }
      }
      start += part
    }
    return result
  }
}
