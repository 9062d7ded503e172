import LinearAlgebra

/// What the verdict is reached from: outputs of teacher and student on train and validation rows,
/// out of fold.
public struct ComplementarityInput: Sendable, Hashable {
  public enum Target: Sendable, Hashable {
    case labels([Int], classes: Int)
    case values([Double])
  }

  /// `[rows, classes]` logits or log-probabilities; `[rows, outputs]` for regression.
  public var teacher: Matrix
  /// As `teacher`, same rows.
  public var student: Matrix
  public var target: Target
  /// Which of several networks a row's output comes from (one a fold); `nil` where all come from one.
  public var teacherNetworks: [Int]?
  public var studentNetworks: [Int]?
  /// The group of every row, where rows of a group are not independent; `nil`: all rows are.
  public var groups: [Int]?
  /// What forbids a verdict on this pair, known before any estimate.
  public var reservation: VerdictReservation?

  public init(
    teacher: Matrix, student: Matrix, target: Target, teacherNetworks: [Int]? = nil,
    studentNetworks: [Int]? = nil, groups: [Int]? = nil, reservation: VerdictReservation? = nil
  ) {
    self.teacher = teacher
    self.student = student
    self.target = target
    self.teacherNetworks = teacherNetworks
    self.studentNetworks = studentNetworks
    self.groups = groups
    self.reservation = reservation
  }

  func check() throws(InformationError) {
    try teacher.check("the teacher's output")
    try student.check("the student's output")
    guard teacher.rows == student.rows else {
      throw .rowsDiffer(
        what: "the teacher's output", found: teacher.rows, expected: student.rows)
    }
    for (what, networks) in [("teacher", teacherNetworks), ("student", studentNetworks)] {
      guard networks.map({ $0.count == student.rows }) ?? true else {
        throw .rowsDiffer(
          what: "the networks of the \(what)", found: networks?.count ?? 0, expected: student.rows)
      }
    }
    guard groups.map({ $0.count == student.rows }) ?? true else {
      throw .rowsDiffer(
        what: "the groups", found: groups?.count ?? 0, expected: student.rows)
    }
    switch target {
    case .labels(let labels, let classes):
      guard labels.count == student.rows else {
        throw .rowsDiffer(what: "the labels", found: labels.count, expected: student.rows)
      }
      if let row = labels.firstIndex(where: { !(0..<classes).contains($0) }) {
        throw .labelOutside(label: labels[row], row: row, classes: classes)
      }
      guard teacher.columns > 1 else { throw .noColumns(what: "the teacher's log-odds") }
      guard student.columns > 1 else { throw .noColumns(what: "the student's log-odds") }
    case .values(let values):
      guard values.count == student.rows else {
        throw .rowsDiffer(what: "the target", found: values.count, expected: student.rows)
      }
      try Matrix(column: values).check("the target")
    }
  }
}
