import Datasets
import Distillation
import Records
import Specifications
import Statistics
import Tensors

/// What a report says of the whole job: the leading sentence, the teachers' character, the data card.
struct JobSummaries: Sendable {
  let sealing: Sealing
  let comparisons: [ComparisonRecord]
  /// Of the pair, where the job has only one.
  let onlyConclusion: String?

  private var inputs: JobInputs { sealing.inputs }

  func records() throws -> [SummaryRecord] {
    var records = [SummaryRecord(ordinal: 0, section: "conclusion", text: conclusion)]
    if !inputs.plan.selects {
      records.append(
        SummaryRecord(ordinal: 0, section: "design", item: "selection", label: "none"))
    }
    for modality in inputs.plan.sweep.teachers { records += try teacher(modality) }
    records += students
    records += inputs.dataset.card.records
    records += inputs.dataset.warnings.map {
      SummaryRecord(ordinal: 0, section: "warning", text: "\($0)")
    }
    return records
  }

  /// One sentence over all pairs; of a single pair its own, which has the numbers.
  private var conclusion: String {
    if let onlyConclusion { return onlyConclusion }
    let primary = inputs.specification.metric.metric.rawValue
    let headlines = comparisons.filter { $0.selected && $0.metric == primary }
    let claims = headlines.filter(\.claim).map { "\($0.teacher) → \($0.student)" }
    let harms = headlines.filter { $0.outcome == Outcome.hurts.rawValue }
      .map { "\($0.teacher) → \($0.student)" }
    var sentence =
      claims.isEmpty
      ? "In none of \(headlines.count) pairs is the teacher shown to help"
      : "The teacher helps in \(claims.count) of \(headlines.count) pairs "
        + "(\(claims.joined(separator: ", ")))"
    if !harms.isEmpty { sentence += "; it hurts in \(harms.joined(separator: ", "))" }
    return sentence + "."
  }

  /// The configuration each student modality chose for itself.
  private var students: [SummaryRecord] {
    inputs.plan.sweep.students.compactMap { modality in
      sealing.selection.students[modality].map {
        SummaryRecord(
          ordinal: 0, section: "student", item: "configuration", student: modality,
          variant: $0.label, text: $0.label)
      }
    }
  }

  /// A teacher's accuracy, log-loss, mean top probability and entropy, in and out of fold, and the
  /// temperature that calibrates it; means over seeds.
  private func teacher(_ modality: String) throws -> [SummaryRecord] {
    guard case .labels(let labels, _) = inputs.task.target else { return [] }
    let train = inputs.task.train.map { labels[$0] }
    let validation = inputs.task.validation.map { labels[$0] }
    var characters: [String: [TeacherCharacter]] = [:]
    var temperatures: [Double] = []
    for seed in 0..<inputs.plan.seeds {
      guard let products = try sealing.products(of: .teacher(modality: modality), seed: seed)
      else { continue }
      if let logits = products.train {
        characters["out-of-fold", default: []].append(
          TeacherCharacter(logits: logits, labels: train))
      }
      if let logits = products.inSample {
        characters["in-sample", default: []].append(
          TeacherCharacter(logits: logits, labels: train))
      }
      if let logits = products.validation {
        characters["validation", default: []].append(
          TeacherCharacter(logits: logits, labels: validation))
        temperatures.append(
          TeacherCharacter.calibratedTemperature(logits: logits, labels: validation))
      }
    }
    func record(_ item: String, _ label: String, _ value: Double?) -> SummaryRecord? {
      value?.finite.map {
        SummaryRecord(
          ordinal: 0, section: "teacher", item: item, label: label, teacher: modality, value: $0)
      }
    }
    var records: [SummaryRecord] = []
    for label in ["out-of-fold", "in-sample", "validation"] {
      let known = characters[label] ?? []
      records += [
        record("accuracy", label, Selection.mean(known.map(\.accuracy))),
        record("log-loss", label, Selection.mean(known.map(\.logLoss))),
        record("mean top probability", label, Selection.mean(known.map(\.meanTopProbability))),
        record("entropy", label, Selection.mean(known.map(\.entropy))),
      ].compactMap { $0 }
    }
    if let temperature = Selection.mean(temperatures) {
      records += [record("temperature", "validation", temperature)].compactMap { $0 }
    }
    return records + warnings(modality, inSample: characters["in-sample"] ?? [])
  }

  /// In-sample targets of a network this sure are the labels again.
  private func warnings(
    _ modality: String, inSample: [TeacherCharacter]
  ) -> [SummaryRecord] {
    guard let entropy = Selection.mean(inSample.map(\.entropy)), entropy < 0.05 else { return [] }
    let advice =
      inputs.specification.targets == .inSample
      ? "Its soft targets are the labels again; use targets: cross-fitted."
      : "In-sample targets would be the labels again; this job used cross-fitted ones."
    return [
      SummaryRecord(
        ordinal: 0, section: "warning", teacher: modality,
        text: "The in-sample entropy of teacher \(modality) is under 0.05 nats. \(advice)")
    ]
  }
}
