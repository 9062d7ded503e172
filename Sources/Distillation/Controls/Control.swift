import Plans
import Records
import Specifications

/// A distilled student with something taken away, to find out what a gain is made of: an arm, and how its node is
/// made of the chosen student's.
public struct Control: Sendable {
  public let arm: Arm
  private let draws: @Sendable (_ seeds: Int) -> Int
  private let change:
    @Sendable (_ question: Question, _ draw: Int) -> @Sendable (Computation) -> Computation?
  private let reading:
    @Sendable (_ question: Question, _ reads: [Signal], inout PlanBuilder) -> [StageInput: Plan.ID]

  /// - Parameters:
  ///   - draws: how often each seed draws it; 1 for what is not drawn.
  ///   - reading: what it reads in the place of what the chosen student reads, which is `reads` of its teacher.
  ///   - change: of what the chosen student computes; deterministic.
  public init(
    _ arm: Arm, draws: @escaping @Sendable (_ seeds: Int) -> Int = { _ in 1 },
    reading:
      @escaping @Sendable (_ question: Question, _ reads: [Signal], inout PlanBuilder) ->
      [StageInput: Plan.ID] = { _, _, _ in [:] },
    change:
      @escaping @Sendable (_ question: Question, _ draw: Int) ->
      @Sendable (Computation) ->
      Computation?
  ) {
    self.arm = arm
    self.draws = draws
    self.reading = reading
    self.change = change
  }

  /// How often each seed draws it.
  public func draws(seeds: Int) -> Int { draws(seeds) }

  /// - Parameter chosen: the student it takes apart.
  func expand(
    _ chosen: Plan.ID, _ question: Question, reads: [Signal], draw: Int, at place: Place,
    into plan: inout PlanBuilder
  ) -> Plan.ID {
    let change = change(question, draw)
    let reading = reading(question, reads, &plan)
    return plan.derive(from: [chosen], at: place, reading: reading) { change($0[0]) }
  }
}

extension Control {
  /// What of the teacher's outputs is taken away. Holds for every method that reads some.
  ///
  /// - Parameter isClassification: whether rows have classes, or deciles of a real target.
  public static func ofTeacher(isClassification: Bool) -> [Control] {
    [across, within(isClassification), classMean(isClassification), own]
  }

  /// Permutations in all that a shuffled control is a mean of. One a seed leaves three seeds with an
  /// interval so wide that hardly any teacher is told from its own shuffle.
  private static let leastPermutations = 10

  private static func permutations(_ seeds: Int) -> Int {
    max(1, (leastPermutations + seeds - 1) / max(1, seeds))
  }

  /// Rows permuted over all train rows: nothing of the teacher is left. Must not gain.
  public static let across = Control(.across, draws: permutations) { _, draw in
    { $0.disturbingTeacher(by: .shuffledRows(.across, draw: draw)) }
  }

  /// Rows permuted inside a class (inside a decile of a real target): label information stays,
  /// row information goes.
  public static func within(_ isClassification: Bool) -> Control {
    Control(.within(isClassification), draws: permutations) { _, draw in
      { $0.disturbingTeacher(by: .shuffledRows(.within, draw: draw)) }
    }
  }

  /// Every row gets its class's mean soft label (its decile's mean output): softness without rows.
  public static func classMean(_ isClassification: Bool) -> Control {
    Control(.classMean(isClassification)) { _, _ in
      { chosen in
        guard let fit = chosen.stage as? Fit else { return nil }
        return chosen.disturbingTeacher(by: .classMeans(temperature: fit.loss.temperature))
      }
    }
  }

  /// The tuned student's own out-of-fold outputs in the teacher's place: self-distillation. What it gains
  /// too is no knowledge of another modality. In sample it would repeat its labels.
  public static let own = Control(
    .own,
    reading: { question, reads, plan in
      var reading = [StageInput.teacher: question.folds]
      if reads.contains(.teacherEmbedding) {
        reading[.embedding] = plan.embedding(of: question.student, ofStudent: question.pair.student)
      }
      return reading
    },
    change: { _, _ in
      {
        $0.changing(Fit.self) { fit in
          fit.targets = .crossFitted
          // Its own embedding may be wider than the teacher's.
          if fit.embedded != nil { fit.embedded = fit.seen }
        }
      }
    })
}

extension Computation {
  /// Everything it reads of a teacher, disturbed alike. A student whose losses of the teacher weigh nothing reads
  /// nothing, and is its own control.
  fileprivate func disturbingTeacher(by disturbance: Disturbance) -> Computation? {
    let read = [StageInput.teacher, .embedding].filter(stage.inputs.contains)
    return read.reduce(Optional(self)) { $0?.disturbing($1, by: disturbance) }
  }
}

extension PlanBuilder {
  /// What the last layer of a fitted network makes its outputs of, on train rows.
  ///
  /// - Parameters:
  ///   - teacher: modality that a teacher sees.
  ///   - student: modality that a student sees. One modality may have a network of either kind.
  mutating func embedding(
    of node: Plan.ID, ofTeacher teacher: String = "", ofStudent student: String = ""
  ) -> Plan.ID {
    derive(
      from: [node],
      at: Place(.embedding, teacher: teacher, student: student, phase: Phase.references),
      reading: [.teacher: node]
    ) { origins in
      (origins[0].stage as? Fit).map { Computation(Embed($0)) }
    }
  }
}
