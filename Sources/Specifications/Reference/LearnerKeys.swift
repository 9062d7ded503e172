/// `teacher:` and `student:`.
enum LearnerKeys {
  static let roles = ["teacher", "student"]

  static let targets = ScalarKey<TeacherTargets>(
    "teacher.targets", default: .crossFitted,
    "Whether a train row's soft target comes from a teacher that has not seen the row.")

  static let tuning = ScalarKey<StudentTuning>(
    "student.tuning", default: .bracket,
    "How widely the student and the distilled student search their weight decay and label smoothing on "
      + "validation rows; `none` trains both at `training.weight_decay`.")

  /// - Parameter role: `teacher` or `student`.
  static func modality(of role: String) -> ScalarKey<String> {
    ScalarKey(
      "\(role).modality", .name, .required,
      "The modality it sees, one of `data.modalities`; may be left out where it is swept.")
  }

  static func all(_ networks: NetworkRegistry) -> [KeyDescriptor] {
    keys(of: "teacher", networks) + [targets.descriptor] + keys(of: "student", networks)
      + [tuning.descriptor]
  }

  private static func keys(of role: String, _ networks: NetworkRegistry) -> [KeyDescriptor] {
    [modality(of: role).descriptor] + NetworkKeys(role: role, networks: networks).all
  }
}
