import Datasets
import Distillation
import Plans
import Records
import Specifications

/// What a report says of one setting as a whole: the teachers' character, what students chose, and the
/// data card where the data is not that of a setting before it.
struct ExperimentSummaries: Sendable {
  let sealing: ExperimentSealing
  let withData: Bool
  /// Whether the data are those of every setting: what is said of them then belongs to none.
  let sharesData: Bool

  private var experiment: Experiment { sealing.experiment }

  func records() throws -> [SummaryRecord] {
    var records: [SummaryRecord] = []
    if !experiment.selects {
      records.append(
        SummaryRecord(ordinal: 0, section: "design", item: "selection", label: "none"))
    }
    for modality in experiment.sweep.teachers {
      records += try TeacherSummaries(sealing: sealing, modality: modality).records()
    }
    records += students + endedAtLimit
    records += experiment.designWarnings.map {
      SummaryRecord(ordinal: 0, section: "warning", text: $0)
    }
    for index in records.indices { records[index].setting = experiment.setting }
    guard withData else { return records }
    var ofData = experiment.dataset.card.records
    ofData += experiment.dataset.warnings.map {
      SummaryRecord(ordinal: 0, section: "warning", text: "\($0)")
    }
    if !sharesData {
      for index in ofData.indices { ofData[index].setting = experiment.setting }
    }
    return records + ofData
  }

  /// The configuration each student modality chose for itself, out of how many, and where it lies among them.
  private var students: [SummaryRecord] {
    experiment.sweep.students.flatMap { modality -> [SummaryRecord] in
      guard let nodes = experiment.nodes.students[modality],
        let fit = sealing.job.fit(of: nodes.chosen)
      else { return [] }
      let chosen = StudentConfiguration(
        weightDecay: fit.recipe.weightDecay, labelSmoothing: fit.labelSmoothing)
      let search = nodes.search.search { sealing.job.scores(of: nodes.candidates[$0]) }
      return [
        SummaryRecord(
          ordinal: 0, section: "student", item: "configuration", student: modality,
          variant: chosen.label, text: chosen.label),
        SummaryRecord(
          ordinal: 0, section: "tuning", item: "weight decay", label: "student", student: modality,
          variant: chosen.label, value: chosen.weightDecay, extra: chosen.labelSmoothing,
          count: search.tried.count + search.range.smoothings.count,
          text: search.place(of: chosen.weightDecay)),
      ]
    }
  }

  /// Arms of which more than a tenth of the fits found their best epoch at the last one they were allowed; one
  /// sentence a key.
  private var endedAtLimit: [SummaryRecord] {
    struct Arm: Hashable {
      var name: String
      var key: String
    }
    var order: [Arm] = []
    var counts: [Arm: (cut: Int, all: Int)] = [:]
    let (job, plan) = (sealing.job, sealing.job.design.plan)
    for node in plan.ids where plan[node].setting == sealing.setting {
      guard let place = plan[node].place, let fit = job.fit(of: node) else { continue }
      let arm = Arm(name: place.arm.word, key: fit.recipe.limitKey)
      for seed in plan.seeds(of: node).indices
      where !job.unfilled.contains(plan[node].ordinal + seed) {
        guard let result = job.result(of: node, seed: seed), result.record.status == .finished
        else {
          continue
        }
        if counts[arm] == nil { order.append(arm) }
        counts[arm, default: (0, 0)].all += 1
        counts[arm, default: (0, 0)].cut += result.isCutShort ? 1 : 0
      }
    }
    let many = order.filter { 10 * (counts[$0]?.cut ?? 0) > (counts[$0]?.all ?? 0) }
    return many.map(\.key).withoutRepeats.map { key in
      let arms = many.filter { $0.key == key }.map { arm in
        "\(counts[arm]?.cut ?? 0) of \(counts[arm]?.all ?? 0) of '\(arm.name)'"
      }
      return SummaryRecord(
        ordinal: 0, section: "warning",
        text:
          "Fits were still improving when they ended at \(key): \(arms.joined(separator: ", ")). "
          + "Raise it, or leave it out.")
    }
  }
}
