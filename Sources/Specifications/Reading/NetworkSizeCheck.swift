/// Refuses networks that have too many parameters whatever the data.
struct NetworkSizeCheck {
  let log: ProblemLog

  /// Whether it was refused.
  @discardableResult
  func refuse(_ network: any DescribedNetwork, at node: YAMLNode?) -> Bool {
    let count = network.leastParameters
    let most = NetworkSpecification.maximumParameters
    guard count > most else { return false }
    let inWords = count == .max ? "over \(NumberText.grouped(.max))" : NumberText.grouped(count)
    log.add(
      at: node, "network too large",
      found: "\(inWords) parameters, \(NumberText.bytes(Double(count) * 4)) of weights",
      expected: "at most \(NumberText.grouped(most)) parameters "
        + "(\(NumberText.bytes(Double(most) * 4)))",
      remedy: network.sizeRemedy)
    return true
  }
}
