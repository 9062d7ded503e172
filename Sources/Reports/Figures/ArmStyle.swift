import Records

/// How an arm is drawn: by the part it plays, whatever its word is.
enum ArmStyle: Sendable, Hashable {
  case teacher, student, distilled, control

  /// - Parameter arms: of the job; a word that is none of theirs is drawn as a control.
  init(_ word: String, of arms: [Arm]) {
    let arm = arms[word: word]
    self =
      switch arm?.kind {
      case .teacher: .teacher
      case .distilled: .distilled
      case .reference where arm == arms.baseline: .student
      default: .control
      }
  }

  var color: String {
    switch self {
    case .teacher: Palette.teacher
    case .student: Palette.student
    case .distilled: Palette.distilled
    case .control: Palette.control
    }
  }

  /// The student's line is broken, so that it is told from the distilled one without colours.
  var dashes: String? { self == .student ? "6 3" : nil }
}
