import Specifications

/// A teacher modality and the student modality it is to improve.
public struct Pair: Sendable, Hashable {
  public var teacher: String
  public var student: String

  public init(teacher: String, student: String) {
    self.teacher = teacher
    self.student = student
  }
}

/// The sweep of a specification, expanded: which pairs, and which variants each of them tries.
///
/// The last axis varies fastest. A cell whose teacher and student see the same modality is left out.
public struct Sweep: Sendable, Hashable {
  /// In order of first appearance.
  public var pairs: [Pair]
  /// The same for every pair.
  public var variants: [Variant]

  public init(_ specification: JobSpecification, registry: MethodRegistry) {
    func values(_ key: String, else single: String) -> [String] {
      guard let axis = specification.sweep.first(where: { $0.key == key }) else { return [single] }
      return axis.values.map(\.text)
    }
    let teachers = values("teacher.modality", else: specification.teacher.modality)
    let students = values("student.modality", else: specification.student.modality)
    // The axis written first varies slowest.
    let studentsFirst =
      (specification.sweep.firstIndex { $0.key == "student.modality" } ?? .max)
      < (specification.sweep.firstIndex { $0.key == "teacher.modality" } ?? .max)
    let crossed =
      studentsFirst
      ? students.flatMap { student in teachers.map { Pair(teacher: $0, student: student) } }
      : teachers.flatMap { teacher in students.map { Pair(teacher: teacher, student: $0) } }
    pairs = crossed.filter { $0.teacher != $0.student }

    let prefix = "method."
    var cells = [specification.method.options]
    for axis in specification.sweep where axis.key.hasPrefix(prefix) {
      let option = String(axis.key.dropFirst(prefix.count))
      cells = cells.flatMap { cell in
        axis.values.map { cell.merging([option: $0]) { _, swept in swept } }
      }
    }
    variants = cells.map {
      Variant(method: specification.method.name, options: $0, registry: registry)
    }
  }

  /// Modalities that teach, each once, in order of first appearance.
  public var teachers: [String] { pairs.map(\.teacher).withoutRepeats }
  /// Modalities that learn, each once, in order of first appearance.
  public var students: [String] { pairs.map(\.student).withoutRepeats }
}

extension Array where Element: Hashable {
  /// Each element once, where it first stands.
  var withoutRepeats: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
