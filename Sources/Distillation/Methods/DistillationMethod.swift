import Gradients
import Networks
import Specifications
import Tensors

/// A way to train a student with a teacher's outputs: a few losses composed, and its options.
///
/// A new method adds its file and its line in `Methods.all`; nothing else changes.
public protocol DistillationMethod: Sendable {
  /// Name, options and their meaning, as `job.yaml` spells them.
  static var descriptor: MethodDescriptor { get }

  /// - Parameter options: one value for every option of the descriptor, validated.
  init(options: MethodOptions)

  /// What the student minimises.
  /// - Parameters:
  ///   - labels: `[train rows, outputs]`, one-hot or standardised values.
  ///   - teacher: the teacher's outputs on the same rows, `[train rows, outputs]`.
  func objective(labels: Tensor, teacher: Tensor, isClassification: Bool) -> Objective
}

/// Option values of a method by name. Every option is present: the specification fills in defaults.
public struct MethodOptions: Sendable, Hashable {
  public var values: [String: ScalarValue]

  public init(_ values: [String: ScalarValue]) {
    self.values = values
  }

  public func number(_ name: String) -> Double {
    switch values[name] {
    case .number(let value): value
    case .integer(let value): Double(value)
    default: preconditionFailure("option '\(name)' is not a number; its descriptor must say so")
    }
  }

  public func text(_ name: String) -> String {
    guard case .text(let value) = values[name] else {
      preconditionFailure("option '\(name)' is not a word; its descriptor must say so")
    }
    return value
  }
}
