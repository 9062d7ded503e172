import Datasets
import Distillation
import PlainText
import Plans
import Records
import Specifications
import Statistics
import Tensors

/// What a report says of one teacher alone: its accuracy, log-loss, mean top probability and entropy in and out
/// of fold, the temperature that calibrates it, and whether its in-sample outputs can be believed.
struct TeacherSummaries: Sendable {
  let sealing: ExperimentSealing
  let modality: String

  private var experiment: Experiment { sealing.experiment }

  func records() throws -> [SummaryRecord] {
    var outputs: [Products] = []
    guard let teacher = experiment.nodes.teachers[modality] else { return [] }
    for seed in 0..<experiment.seeds {
      if let products = try sealing.job.products(of: teacher, seed: seed) {
        outputs.append(products)
      }
    }
    return facts(outputs) + [warning(outputs)].compactMap { $0 }
  }

  // MARK: facts

  /// Of classes, means over seeds.
  private func facts(_ outputs: [Products]) -> [SummaryRecord] {
    guard case .labels(let labels, _) = experiment.task.target else { return [] }
    let train = experiment.task.train.map { labels[$0] }
    let validation = experiment.task.validation.map { labels[$0] }
    let parts: [(label: String, logits: [Tensor], labels: [Int])] = [
      ("out-of-fold", outputs.compactMap { $0[outputs: .outOfFold] }, train),
      ("in-sample", outputs.compactMap { $0[outputs: .inSample] }, train),
      ("validation", outputs.compactMap { $0[outputs: .validation] }, validation),
    ]
    func record(_ item: String, _ label: String, _ value: Double?) -> SummaryRecord? {
      value?.finite.map {
        SummaryRecord(
          ordinal: 0, section: "teacher", item: item, label: label, teacher: modality, value: $0)
      }
    }
    var records: [SummaryRecord?] = []
    for part in parts {
      let known = part.logits.map { TeacherCharacter(logits: $0, labels: part.labels) }
      records += [
        record("accuracy", part.label, SeedMean.of(known.map(\.accuracy))),
        record("log-loss", part.label, SeedMean.of(known.map(\.logLoss))),
        record("mean top probability", part.label, SeedMean.of(known.map(\.meanTopProbability))),
        record("entropy", part.label, SeedMean.of(known.map(\.entropy))),
      ]
    }
    let temperatures = outputs.compactMap { $0[outputs: .validation] }.map {
      TeacherCharacter.calibratedTemperature(logits: $0, labels: validation)
    }
    records.append(record("temperature", "validation", SeedMean.of(temperatures)))
    return records.compactMap { $0 }
  }

  // MARK: warning

  /// In-sample targets of a teacher that has learned its rows are, in part, the labels again.
  private func warning(_ outputs: [Products]) -> SummaryRecord? {
    let signs = [memorySign(outputs), certaintySign(outputs)].compactMap { $0 }
    guard !signs.isEmpty else { return nil }
    let finding =
      "In-sample outputs of teacher \(modality) know the labels: \(signs.joined(separator: "; "))."
    return SummaryRecord(
      ordinal: 0, section: "warning", teacher: modality,
      text: ([finding] + advice).joined(separator: " "))
  }

  /// What of that reaches a student; nothing where no loss looks at the teacher.
  private var advice: [String] {
    let reads = Set(experiment.sweep.variants.flatMap(\.reads))
    let outputs =
      experiment.specification.targets == .inSample
      ? "Its soft targets repeat them; use targets: cross-fitted."
      : "Its soft targets are out of fold."
    let embedding =
      "The embedding that students learn from is of the same fit; 'within' and 'self' show what labels alone bring."
    return [
      reads.contains(.teacherOutputs) ? outputs : nil,
      reads.contains(.teacherEmbedding) ? embedding : nil,
    ].compactMap { $0 }
  }

  /// "100.0 % against 93.2 % out of fold, 9.1 standard errors apart".
  private func memorySign(_ outputs: [Products]) -> String? {
    let rows = experiment.task.train
    let both = outputs.compactMap { products in
      products[outputs: .inSample].flatMap { seen in
        products[outputs: .outOfFold].map { (seen: seen, unseen: $0) }
      }
    }
    let memory = TeacherMemory(
      inSample: both.map { experiment.task.predictions($0.seen, rows: rows) },
      outOfFold: both.map { experiment.task.predictions($0.unseen, rows: rows) },
      groups: experiment.dataset.groups.map { groups in rows.map { groups[$0] } })
    guard let memory, memory.isFar else { return nil }
    let distance =
      memory.distance.isFinite
      ? ", \(FixedDecimal(memory.distance, decimals: 1).typeset) standard errors apart" : ""
    return
      "\(experiment.task.levelText(memory.inSample)) against "
      + "\(experiment.task.levelText(memory.outOfFold)) out of fold\(distance)"
  }

  /// Probabilities this sure differ from labels in nothing.
  private func certaintySign(_ outputs: [Products]) -> String? {
    guard case .labels(let labels, _) = experiment.task.target else { return nil }
    let train = experiment.task.train.map { labels[$0] }
    let entropy = SeedMean.of(
      outputs.compactMap { $0[outputs: .inSample] }.map {
        TeacherCharacter(logits: $0, labels: train).entropy
      })
    guard let entropy, entropy < Self.leastEntropy else { return nil }
    return "an entropy under \(Self.leastEntropy) nats"
  }

  private static let leastEntropy = 0.05
}
