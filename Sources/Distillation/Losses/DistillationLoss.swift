import Gradients
import Networks
import Plans
import Specifications
import Tensors

/// What a student minimises, as a value: one formula, its weights, and what it reads beside the labels.
///
/// A step of training traces it once per batch shape; see the files beside this one for the forms there are.
public protocol DistillationLoss: Sendable {
  /// Its form and every number in it. Part of the key of the runs that minimise it.
  var identity: CanonicalValue { get }
  /// Its identity without the numbers that change neither memory nor time.
  var form: CanonicalValue { get }
  /// What it reads beside labels and the student.
  var reads: [Signal] { get }
  /// The temperature at which the teacher's outputs are looked at; that of its class means.
  var temperature: Double { get }

  /// What it learns itself, such as a regressor between two widths. Behind the student's parameters, and gone with
  /// the end of training.
  associatedtype Parts: Sendable = Void
  /// Appends its parts; the same for the same widths.
  func parts(_ widths: Widths, in layout: inout ParameterLayout) -> Parts

  /// - Returns: the mean over rows, nats for classes.
  func callAsFunction(
    _ student: StudentView, _ teacher: TeacherView, _ parts: Parts
  ) -> Variable
}

extension DistillationLoss {
  public var form: CanonicalValue { identity }
  public var reads: [Signal] { [] }
  public var temperature: Double { 1 }
}

extension DistillationLoss where Parts == Void {
  public func parts(_ widths: Widths, in layout: inout ParameterLayout) {}
}

/// What a loss reads of another run.
public enum Signal: String, Sendable, Hashable, CaseIterable {
  /// Logits, or standardised values, `[rows, outputs]`.
  case teacherOutputs = "teacher outputs"
  /// What the teacher's last layer makes its outputs of, `[rows, width]`: of the fit on all train rows, because the
  /// axes of two folds' networks have nothing in common.
  case teacherEmbedding = "teacher embedding"
}

/// Columns of what a loss sees.
public struct Widths: Sendable, Hashable {
  /// Of the student's embedding.
  public var embedding: Int
  public var outputs: Int
  let signals: [Signal: Int]

  public subscript(signal: Signal) -> Int { signals[signal] ?? 0 }
}

/// What a loss sees of the student in one step.
public struct StudentView {
  /// Logits or standardised values z, `[rows, outputs]`.
  public let outputs: Variable
  /// What the student's last layer makes them of, h, `[rows, width]`.
  public let embedding: Variable
  /// One-hot or smoothed labels, or standardised values y, `[rows, outputs]`.
  public let labels: Variable
  public let isClassification: Bool

  /// CE(y, z), nats, or (z − y)².
  public var labelLoss: Variable {
    isClassification
      ? crossEntropy(outputs, targets: labels) : meanSquaredError(outputs, labels)
  }
}

/// What a loss sees of what it reads in one step.
public struct TeacherView {
  let signals: [Signal: Variable]

  /// `[rows, columns]`; the loss has named the signal among those it reads.
  public subscript(signal: Signal) -> Variable {
    guard let variable = signals[signal] else {
      preconditionFailure("a loss reads '\(signal.rawValue)', which it does not name in 'reads'")
    }
    return variable
  }
}

extension DistillationLoss {
  /// The loss over given rows, for the engine.
  ///
  /// - Parameters:
  ///   - labels: `[rows, outputs]`, one-hot or standardised values.
  ///   - signals: what it reads, one row each.
  func objective(
    labels: Tensor, signals: [Signal: Tensor], isClassification: Bool
  ) -> Objective {
    let read = reads
    let inputs = read.map { signal -> ObjectiveInput in
      guard let values = signals[signal] else {
        preconditionFailure("nobody gives '\(signal.rawValue)'")
      }
      return ObjectiveInput(name: signal.rawValue, values: values)
    }
    let columns = signals.mapValues(\.columns)
    return Objective(inputs: [ObjectiveInput(name: "labels", values: labels)] + inputs) {
      network, layout in
      let bound = bound(
        Widths(embedding: network.width, outputs: network.outputs, signals: columns), in: &layout)
      return { step in
        bound(
          StudentView(
            outputs: step.outputs, embedding: step.representation, labels: step["labels"],
            isClassification: isClassification),
          TeacherView(signals: read.reduce(into: [:]) { $0[$1] = step[$1.rawValue] }))
      }
    }
  }

  /// The loss over its parts.
  func bound(
    _ widths: Widths, in layout: inout ParameterLayout
  ) -> @Sendable (StudentView, TeacherView) -> Variable {
    let parts = parts(widths, in: &layout)
    return { self($0, $1, parts) }
  }
}
