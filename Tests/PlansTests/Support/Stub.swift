import Records
import Specifications
import Tensors

@testable import Plans

/// A stage that computes nothing: its name, and what it reads.
struct Stub: Stage {
  var name: String
  var inputs: [StageInput] = []
  var dependsOnSplit = true

  var role: StageRole { "stub" }
  var identity: CanonicalValue { .text(name) }
  func run(_ context: consuming StageContext) throws -> Products { Products() }
}

extension Arm {
  static let teacher = Arm("teacher", .teacher, learnsFrom: "", meaning: "")
  static let student = Arm("student", .reference, learnsFrom: "", meaning: "")
  static let distilled = Arm("distilled", .distilled, learnsFrom: "", meaning: "")
  static let across = Arm("across", .control, learnsFrom: "", meaning: "")
}

extension Place {
  init(_ arm: Arm, _ words: String) { self.init(arm, words: words, phase: "") }
}

extension Plan.Setting {
  /// Six rows of two classes, three of them to learn from.
  static func small(split: CanonicalValue = "a split", values: String = "x") -> Plan.Setting {
    let features = Tensor(rows: 6, columns: 1, values: [0, 1, 2, 3, 4, 5])
    let task = LearningTask(
      target: .labels([0, 1, 0, 1, 0, 1], classes: 2), train: [0, 1, 2], validation: [3])
    return Plan.Setting(
      study: Study(
        sources: [
          .source("x"): Study.Source(features: features, shape: [1], identity: .text(values))
        ], task: task, splitIdentity: split),
      evaluation: [RowSet(.test, rows: [4, 5])])
  }
}

extension PlanState {
  init(_ plan: Plan) { self.init(plan, environment: "engine") }

  /// Runs everything that is due until nothing is.
  ///
  /// - Parameter score: of a node on validation.
  /// - Returns: every key that was computed, in order.
  mutating func drain(
    announcing: Bool = true, _ score: (Plan.ID) -> Double? = { _ in 0 }
  ) -> [RunKey] {
    var computed: [RunKey] = []
    while true {
      let runs = takeDue()
      let verdicts = takeDueVerdicts()
      guard !runs.isEmpty || !verdicts.isEmpty else { return computed }
      for run in runs where !run.isFinished {
        computed.append(run.key)
        finish(
          run.key,
          FinishedScore(
            validation: score(run.node).map { ValidationScore(score: $0, loss: 0) }))
      }
      for verdict in verdicts where announcing { announce(verdict.node) }
    }
  }
}
