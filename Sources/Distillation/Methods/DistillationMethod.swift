import Plans
import Specifications

/// A way to teach a student: the stages it adds to a plan, its options, and what is taken away to find out what a
/// gain is made of.
///
/// A new method adds its file and its line in `Methods.all`; nothing else changes.
public protocol DistillationMethod: Sendable {
  /// Name, options and their meaning, as `job.yaml` spells them.
  static var descriptor: MethodDescriptor { get }
  /// What takes its chosen student apart, in the order of the plan.
  static func controls(isClassification: Bool) -> [Control]

  /// - Parameter options: one value for every option of the descriptor, validated.
  init(options: MethodOptions)

  /// What it reads of the teacher.
  var reads: [Signal] { get }

  /// The student of one cell of the method's options.
  ///
  /// - Parameter place: where it stands.
  /// - Returns: its node, derived from the tuned student, so that only what the method changes differs.
  func expand(_ question: Question, at place: Place, into plan: inout PlanBuilder) -> Plan.ID
}

extension DistillationMethod {
  public static func controls(isClassification: Bool) -> [Control] {
    Control.ofTeacher(isClassification: isClassification)
  }
}

/// A method that is a loss on the student's outputs and nothing more.
public protocol LossMethod: DistillationMethod {
  associatedtype Loss: DistillationLoss
  var loss: Loss { get }
  /// What it adds to a sum of losses: its loss without the labels' term, where its teacher's share is 1.
  var teacherTerms: [WeightedLosses.Term] { get }
}

extension LossMethod {
  public var reads: [Signal] { loss.reads }
  public var teacherTerms: [WeightedLosses.Term] { [WeightedLosses.Term(1, loss)] }
}

extension LossMethod where Loss == WeightedLosses {
  public var teacherTerms: [WeightedLosses.Term] { loss.teacherTerms }
}

extension LossMethod {
  public func expand(
    _ question: Question, at place: Place, into plan: inout PlanBuilder
  ) -> Plan.ID {
    let (loss, targets) = (loss, question.targets)
    var reading = [StageInput.teacher: question.teacher]
    if reads.contains(.teacherEmbedding) {
      reading[.embedding] = plan.embedding(of: question.teacher, ofTeacher: question.pair.teacher)
    }
    return plan.derive(
      from: [question.student, question.teacher], at: place, reading: reading
    ) { origins in
      let embedded = (origins[1].stage as? Fit)?.seen
      return origins[0].changing(Fit.self) {
        $0 = $0.taught(by: loss, targets: targets, embedded: embedded)
      }
    }
  }
}

/// Option values of a method by name. Every option is present: the specification fills in defaults.
public struct MethodOptions: Sendable, Hashable {
  public var values: [String: ScalarValue]

  public init(_ values: [String: ScalarValue]) {
    self.values = values
  }

  public func number(_ name: String) -> Double {
    guard let number = values[name]?.number else {
      preconditionFailure("option '\(name)' is not a number; its descriptor must say so")
    }
    return number
  }

  public func text(_ name: String) -> String {
    guard case .text(let value) = values[name] else {
      preconditionFailure("option '\(name)' is not a word; its descriptor must say so")
    }
    return value
  }
}

extension ScalarValue {
  /// The value as a number; `nil` for words and flags.
  package var number: Double? {
    switch self {
    case .number(let value): value
    case .integer(let value): Double(value)
    case .text, .flag: nil
    }
  }

  /// Shortest text that reads back as the value; whole numbers without a fraction.
  package var text: String {
    switch self {
    case .number(let value):
      value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    case .integer(let value): "\(value)"
    case .text(let value): value
    case .flag(let value): value ? "true" : "false"
    }
  }
}
