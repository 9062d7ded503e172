import Specifications

/// L = w₀·CE(y, z) + Σ wᵢ·Lᵢ, Lᵢ what the i-th method minimises beside the labels.
///
/// The labels stand in the sum once, whatever the methods do with them by themselves. What reads one signal of the
/// teacher reads it once for all of them, and controls disturb it for all of them.
public struct LossSum: LossMethod {
  public let loss: WeightedLosses

  public static let descriptor = MethodDescriptor(
    name: MethodSpecification.sum, summary: "A weighted sum of losses.", options: [])

  /// What a sum may be made of, in the order it adds up; labels first.
  static var losses: [MethodDescriptor] {
    [SupervisedLoss.summand] + Methods.summable.map { $0.descriptor.summand }
  }

  /// - Parameter options: of the losses in the sum, each behind the name of its loss.
  public init(options: MethodOptions) {
    let method = MethodSpecification(name: MethodSpecification.sum, options: options.values)
    let labels = MethodOptions(method.options(ofLoss: SupervisedLoss.summand.name))
    var terms = [
      WeightedLosses.Term(labels.number(OptionDescriptor.summandWeight.name), SupervisedLoss())
    ]
    for summable in Methods.summable where method.summands.contains(summable.descriptor.name) {
      terms += Self.terms(
        of: summable, MethodOptions(method.options(ofLoss: summable.descriptor.name)))
    }
    loss = WeightedLosses(terms)
  }

  /// - Parameter options: of the method's summand.
  private static func terms(
    of method: any LossMethod.Type, _ options: MethodOptions
  ) -> [WeightedLosses.Term] {
    let descriptor = method.descriptor
    let weight = OptionDescriptor.summandWeight.name
    // A method with a weight of its own has it in its loss.
    let factor = descriptor.option(named: weight) == nil ? options.number(weight) : 1
    var own = options
    own.values = own.values.filter { descriptor.option(named: $0.key) != nil }
    for option in descriptor.options where own.values[option.name] == nil {
      own.values[option.name] = option.defaultValue
    }
    // At 1 the labels are silent.
    if let share = descriptor.teacherShare { own.values[share] = .number(1) }
    return method.init(options: own).teacherTerms.map { term in
      WeightedLosses.Term(factor * term.weight, term.loss)
    }
  }
}

extension SupervisedLoss {
  /// The labels as a term of a sum.
  static let summand = MethodDescriptor(
    name: "supervised", summary: "The labels: cross-entropy, or the squared error of real targets.",
    options: [.summandWeight])
}
