import Distillation
import Specifications

/// Searches on validation rows, round by round: all settings of the job in each round, so that equal runs are
/// shared and all workers stay busy.
extension JobExecution {
  /// Rounds of the students' searches, all settings in each; then the smoothings at what was found.
  func searchStudents(
    of parts: [ExperimentExecution], _ selections: inout [Selection], _ unfilled: inout Set<Int>
  ) throws {
    for (index, part) in parts.enumerated() {
      for modality in part.experiment.plan.sweep.students {
        selections[index].studentSearches[modality] = .student(part.experiment.plan.range)
      }
    }
    try search(.studentSearch, of: parts, &selections, &unfilled) { part, selection in
      part.experiment.plan.sweep.students.flatMap { modality -> [RunWork] in
        guard var search = selection.studentSearches[modality] else { return [] }
        defer { selection.studentSearches[modality] = search }
        return part.nextStudents(modality, &search)
      }
    }
    let smoothed = zip(parts, selections).map { part, selection in
      part.experiment.plan.sweep.students.flatMap { modality in
        selection.studentSearches[modality].map { part.smoothedStudents(modality, $0) } ?? []
      }
    }
    try perform(smoothed, .studentSearch, of: parts, selections, &unfilled)
    for (index, part) in parts.enumerated() {
      for (modality, search) in selections[index].studentSearches {
        selections[index].students[modality] = part.selectedStudent(modality, search)
      }
    }
  }

  /// The best cell of every pair, then rounds of its search for its own weight decay.
  func searchDistilled(
    of parts: [ExperimentExecution], _ selections: inout [Selection], _ unfilled: inout Set<Int>
  ) throws {
    for (index, part) in parts.enumerated() where part.experiment.specification.distil {
      for pair in part.experiment.plan.sweep.pairs {
        guard let variant = part.selectedVariant(pair),
          let student = selections[index].students[pair.student]
        else { continue }
        selections[index].distilled[pair] = DistilledConfiguration(
          variant: variant, weightDecay: student.weightDecay)
        selections[index].distilledSearches[pair] = .distilled(
          part.experiment.plan.range, from: student.weightDecay)
      }
    }
    try search(.distilledSearch, of: parts, &selections, &unfilled) { part, selection in
      part.experiment.plan.sweep.pairs.flatMap { pair -> [RunWork] in
        guard var search = selection.distilledSearches[pair] else { return [] }
        defer { selection.distilledSearches[pair] = search }
        return part.nextDistilled(pair, &search, selection)
      }
    }
    for (index, part) in parts.enumerated() {
      for (pair, search) in selections[index].distilledSearches {
        guard let decay = part.selectedDecay(pair, search, selections[index]) else { continue }
        selections[index].distilled[pair]?.weightDecay = decay
      }
    }
  }

  /// Asks every part for its next works and runs them, until none asks.
  private func search(
    _ stage: RunStage, of parts: [ExperimentExecution], _ selections: inout [Selection],
    _ unfilled: inout Set<Int>,
    next: (ExperimentExecution, inout Selection) -> [RunWork]
  ) throws {
    while true {
      var wanted: [[RunWork]] = []
      for (index, part) in parts.enumerated() { wanted.append(next(part, &selections[index])) }
      guard wanted.contains(where: { !$0.isEmpty }) else { return }
      try perform(wanted, stage, of: parts, selections, &unfilled)
    }
  }

  /// Runs the works each part asks for.
  private func perform(
    _ wanted: [[RunWork]], _ stage: RunStage, of parts: [ExperimentExecution],
    _ selections: [Selection], _ unfilled: inout Set<Int>
  ) throws {
    let ordinals = Set(
      zip(parts, wanted).flatMap { part, works in
        works.flatMap(part.experiment.plan.places(of:))
      })
    unfilled.subtract(ordinals)
    progress.expect(ordinals)
    try perform(stage, of: parts, selections) { ordinals.contains($0.ordinal) }
  }
}
