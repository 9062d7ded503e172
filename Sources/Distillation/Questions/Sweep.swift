import Specifications

/// The sweep of a specification, expanded: which pairs, and which variants each of them tries.
///
/// The last axis varies fastest. A cell whose teacher and student see the same modality is left out.
public struct Sweep: Sendable {
  /// In order of first appearance.
  public var pairs: [Pair]
  /// The same for every pair.
  public var variants: [Variant]
  /// What takes the chosen student of each pair apart, in the order people see.
  public let controls: [Control]

  public init(_ specification: JobSpecification) {
    pairs = specification.sweptPairs.compactMap { pair in
      pair.teacher == pair.student ? nil : Pair(teacher: pair.teacher, student: pair.student)
    }
    let method = Methods.method(named: specification.method.name)
    let descriptor = Methods.descriptor(of: specification.method)
    variants = specification.sweptOptions.map { Variant(descriptor, options: $0) }
    controls = method.controls(isClassification: specification.isClassification)
  }

  /// For each variant in tie order the one at which the labels are silent and all else is equal; `nil` where one
  /// of them has none, or where there are no others.
  public var fullShareTwins: [Variant]? {
    let ordered = Variant.inTieOrder(variants)
    guard ordered.contains(where: { $0.teacherShare != 1 }) else { return nil }
    let twins = ordered.compactMap { variant in
      variants.first { $0.teacherShare == 1 && $0.isTwin(of: variant) }
    }
    return twins.count == ordered.count ? twins : nil
  }

  /// Modalities that teach, each once, in order of first appearance.
  public var teachers: [String] { pairs.map(\.teacher).withoutRepeats }
  /// Modalities that learn, each once, in order of first appearance.
  public var students: [String] { pairs.map(\.student).withoutRepeats }
}

extension Array where Element: Hashable {
  /// Each element once, where it first stands.
  package var withoutRepeats: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
