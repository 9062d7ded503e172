import Specifications

/// A teacher modality and the student modality it is to improve.
public struct Pair: Sendable, Hashable {
  public var teacher: String
  public var student: String

  public init(teacher: String, student: String) {
    self.teacher = teacher
    self.student = student
  }
}

/// The sweep of a specification, expanded: which pairs, and which variants each of them tries.
///
/// The last axis varies fastest. A cell whose teacher and student see the same modality is left out.
public struct Sweep: Sendable, Hashable {
  /// In order of first appearance.
  public var pairs: [Pair]
  /// The same for every pair.
  public var variants: [Variant]

  public init(_ specification: JobSpecification, registry: MethodRegistry) {
    pairs = specification.sweptPairs.compactMap { pair in
      pair.teacher == pair.student ? nil : Pair(teacher: pair.teacher, student: pair.student)
    }
    variants = specification.sweptOptions.map {
      Variant(method: specification.method.name, options: $0, registry: registry)
    }
  }

  /// The variant at λ = 1 whose other options are those of another one.
  func fullWeight(of variant: Variant) -> Variant? {
    let others = variant.optionsBesidesLambda
    return variants.first { $0.lambda == 1 && $0.optionsBesidesLambda == others }
  }

  /// Modalities that teach, each once, in order of first appearance.
  public var teachers: [String] { pairs.map(\.teacher).withoutRepeats }
  /// Modalities that learn, each once, in order of first appearance.
  public var students: [String] { pairs.map(\.student).withoutRepeats }
}

extension Array where Element: Hashable {
  /// Each element once, where it first stands.
  var withoutRepeats: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
