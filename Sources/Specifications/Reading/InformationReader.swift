/// Reads `information:`.
struct InformationReader {
  let log: ProblemLog

  func information(_ job: Section) -> InformationSpecification {
    let all = InformationSpecification(estimators: InformationEstimatorName.allCases)
    guard job.has("information"), let section = job.section("information") else { return all }
    section.refuseUnknown(besides: log.reference.names(in: "information"))
    guard let node = section.node("estimators"),
      let items = section.items(
        node, name: "estimators", expected: ResultKeys.estimators.kind.inWords)
    else { return all }
    let kind = ValueKind.choice(InformationEstimatorName.allCases.map(\.rawValue))
    var words: [(value: String, node: YAMLNode)] = []
    for item in items {
      if case .text(let word)? = section.scalar(item, kind, name: "estimators") {
        words.append((word, item))
      }
    }
    Section.refuseRepetition(of: words, path: section.path(to: "estimators"), log: log)
    let named = Set(words.map(\.value))
    // One order whatever the file's, and the primary protocol's estimator always.
    return InformationSpecification(
      estimators: InformationEstimatorName.allCases.filter {
        $0 == .ksg || named.contains($0.rawValue)
      })
  }
}
