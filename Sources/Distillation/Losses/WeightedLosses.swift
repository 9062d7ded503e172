import Gradients
import Plans
import Specifications
import Tensors

/// L = Σ wᵢ Lᵢ.
///
/// A term of weight 0 is not traced, reads nothing and learns nothing.
public struct WeightedLosses: DistillationLoss {
  public struct Term: Sendable {
    /// At least 0.
    public var weight: Double
    public var loss: any DistillationLoss

    public init(_ weight: Double, _ loss: any DistillationLoss) {
      self.weight = weight
      self.loss = loss
    }
  }

  /// Those that weigh something, in the order they add up.
  public let terms: [Term]

  public init(_ terms: [Term]) {
    let kept = terms.filter { $0.weight != 0 }
    // A loss of nothing is one all the same: a network that never moves.
    self.terms = kept.isEmpty ? [Term(0, SupervisedLoss())] : kept
  }

  /// Those that look at a teacher.
  var teacherTerms: [Term] { terms.filter { !$0.loss.reads.isEmpty } }

  public var identity: CanonicalValue {
    ["weighted": .list(terms.map { ["weight": .number($0.weight), "loss": $0.loss.identity] })]
  }

  public var form: CanonicalValue { ["weighted": .list(terms.map(\.loss.form))] }

  public var reads: [Signal] {
    Signal.allCases.filter { signal in terms.contains { $0.loss.reads.contains(signal) } }
  }

  /// Of the first term that looks at the teacher's outputs.
  public var temperature: Double {
    terms.first { $0.loss.reads.contains(.teacherOutputs) }?.loss.temperature ?? 1
  }

  public typealias BoundTerm = @Sendable (StudentView, TeacherView) -> Variable

  public func parts(_ widths: Widths, in layout: inout ParameterLayout) -> [BoundTerm] {
    var bound: [BoundTerm] = []
    for term in terms { bound.append(term.loss.bound(widths, in: &layout)) }
    return bound
  }

  public func callAsFunction(
    _ student: StudentView, _ teacher: TeacherView, _ parts: [BoundTerm]
  ) -> Variable {
    let weighted = zip(terms, parts).map { term, loss in
      Float(term.weight) * loss(student, teacher)
    }
    return weighted.dropFirst().reduce(weighted[0]) { $0 + $1 }
  }
}

extension WeightedLosses {
  /// L = CE(y, z) + Σ wᵢ Lᵢ.
  static func besideLabels(
    _ terms: (weight: Double, loss: any DistillationLoss)...
  ) -> WeightedLosses {
    WeightedLosses([Term(1, SupervisedLoss())] + terms.map { Term($0.weight, $0.loss) })
  }
}
