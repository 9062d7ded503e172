/// A teacher or student as read, with the places later checks point at.
struct LearnerReading {
  var role: String
  var specification: LearnerSpecification
  var targets: TeacherTargets
  var tuning: StudentTuning
  var section: Section
}

/// Reads `teacher:` and `student:`.
struct LearnerReader {
  let role: String
  let log: ProblemLog
  /// Whether the sweep says which modalities it sees.
  var isModalitySwept = false

  func learner(_ job: Section) -> LearnerReading? {
    let descriptor = role == "teacher" ? JobKeys.teacher : JobKeys.student
    guard job.has(role) else {
      job.reportMissing(
        descriptor,
        remedy:
          "write e.g. '\(role): {modality: NAME, network: \(log.reference.networks.suggestion)}'")
      return nil
    }
    guard let section = job.section(role, expected: descriptor.kind.inWords) else { return nil }
    section.refuseUnknown(besides: log.reference.names(in: role))
    let modalityKey = LearnerKeys.modality(of: role)
    let modality = section.optional(modalityKey) ?? ""
    if !section.has("modality"), !isModalitySwept {
      let known = job.existing("data")?.existing("modalities")?.all.compactMap(\.key.text) ?? []
      section.reportMissing(
        modalityKey.descriptor,
        remedy: known.isEmpty
          ? nil : "modalities of the data: \(QuotedText.list(known.map(QuotedText.quoted)))")
    }
    let targets = role == "teacher" ? section.read(LearnerKeys.targets) : .crossFitted
    let tuning = role == "student" ? section.read(LearnerKeys.tuning) : .bracket
    return LearnerReading(
      role: role,
      specification: LearnerSpecification(
        modality: modality, network: NetworkReader(role: role, log: log).network(section)),
      targets: targets, tuning: tuning, section: section)
  }
}
