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

  /// The same for labels in the teacher's place, which have no embedding.
  var forPseudoLabels: any DistillationLoss { get }

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

  public var forPseudoLabels: any DistillationLoss {
    reads == [.teacherOutputs] ? self : HintonLoss(lambda: 0.5, temperature: 1)
  }
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
  /// Weight of every row's label, `[rows, 1]`: 0 where it has none; `nil` where every row has one.
  public let labelWeights: Variable?
  public let isClassification: Bool

  /// CE(y, z), nats, or (z − y)²: the mean over rows with a label.
  public var labelLoss: Variable {
    isClassification
      ? crossEntropy(outputs, targets: labels, rows: labelWeights)
      : meanSquaredError(outputs, labels, rows: labelWeights)
  }
}

/// What a loss sees of what it reads in one step.
public struct TeacherView {
  let signals: [Signal: Variable]
  /// Weight of what it says of every row, `[rows, 1]`: 0 where it says nothing; `nil` where all count alike.
  public let weights: Variable?

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
  func objective(_ told: ToldRows) -> Objective {
    let read = reads
    let inputs = read.map { signal -> ObjectiveInput in
      guard let values = told.signals[signal] else {
        preconditionFailure("nobody gives '\(signal.rawValue)'")
      }
      return ObjectiveInput(name: signal.rawValue, values: values)
    }
    let columns = told.signals.mapValues(\.columns)
    let isClassification = told.isClassification
    let weights = told.weights
    return Objective(
      inputs: [ObjectiveInput(name: ToldRows.labels, values: told.labels)] + inputs + weights
    ) { network, layout in
      let bound = bound(
        Widths(embedding: network.width, outputs: network.outputs, signals: columns), in: &layout)
      return { step in
        func weight(_ name: String) -> Variable? {
          weights.contains { $0.name == name } ? step[name] : nil
        }
        return bound(
          StudentView(
            outputs: step.outputs, embedding: step.representation, labels: step[ToldRows.labels],
            labelWeights: weight(ToldRows.labelWeights), isClassification: isClassification),
          TeacherView(
            signals: read.reduce(into: [:]) { $0[$1] = step[$1.rawValue] },
            weights: weight(ToldRows.teacherWeights)))
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
