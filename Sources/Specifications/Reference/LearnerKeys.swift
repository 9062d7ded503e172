/// `teacher:` and `student:`.
enum LearnerKeys {
  static let targets = ScalarKey<TeacherTargets>(
    "teacher.targets", default: .crossFitted,
    "Whether a train row's soft target comes from a teacher that has not seen the row.")

  /// - Parameter role: `teacher` or `student`.
  static func modality(of role: String) -> ScalarKey<String> {
    ScalarKey(
      "\(role).modality", .name, .required,
      "The modality it sees, one of `data.modalities`; may be left out where it is swept.")
  }

  static func network(of role: String) -> KeyDescriptor {
    KeyDescriptor(
      "\(role).network", .shape("linear, or a mapping of mlp and dropout"), .required,
      "`linear`, or `{mlp: [128, 64], dropout: 0.1}`.")
  }

  static func mlp(of role: String) -> KeyDescriptor {
    KeyDescriptor(
      "\(role).network.mlp",
      .shape(
        "a list of 1 to \(NetworkSpecification.maximumLayers) whole numbers "
          + "from 1 to \(NetworkSpecification.maximumWidth)"),
      .optional("a linear network"), "Widths of the hidden layers.")
  }

  static func dropout(of role: String) -> ScalarKey<Double> {
    ScalarKey(
      "\(role).network.dropout", .from(0, below: 1), default: 0,
      "Probability that a hidden unit is dropped in training.")
  }

  static let all: [KeyDescriptor] = keys(of: "teacher") + [targets.descriptor] + keys(of: "student")

  private static func keys(of role: String) -> [KeyDescriptor] {
    [
      modality(of: role).descriptor, network(of: role), mlp(of: role), dropout(of: role).descriptor,
    ]
  }
}
