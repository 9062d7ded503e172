import Gradients
import Networks
import Plans
import Specifications
import Tensors

/// What a student minimises, as a value: one formula, its weights, and what it reads beside the labels.
///
/// A step of training traces it once per batch shape; see `Losses` for the forms there are.
public protocol DistillationLoss: Sendable {
  /// Its form and every number in it. Part of the key of the runs that minimise it.
  var identity: CanonicalValue { get }
  /// Its identity without the numbers that change neither memory nor time.
  var form: CanonicalValue { get }
  /// What it reads beside labels and the student.
  var reads: [Signal] { get }
  /// The temperature at which the teacher's outputs are looked at; that of its class means.
  var temperature: Double { get }

  /// - Returns: the mean over rows, nats for classes.
  func callAsFunction(_ student: StudentView, _ teacher: TeacherView) -> Variable
}

extension DistillationLoss {
  public var form: CanonicalValue { identity }
  public var reads: [Signal] { [] }
  public var temperature: Double { 1 }
}

/// What a loss reads of another run.
public enum Signal: String, Sendable, Hashable, CaseIterable {
  /// Logits, or standardised values, `[rows, outputs]`.
  case teacherOutputs = "teacher outputs"
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
    return Objective(
      inputs: [ObjectiveInput(name: "labels", values: labels)] + inputs,
      lossWithRepresentation: { tape, outputs, representation in
        self(
          StudentView(
            outputs: outputs, embedding: representation, labels: tape.input("labels"),
            isClassification: isClassification),
          TeacherView(
            signals: read.reduce(into: [:]) { $0[$1] = tape.input($1.rawValue) }))
      })
  }
}
