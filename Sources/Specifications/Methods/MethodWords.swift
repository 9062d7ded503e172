extension MethodRegistry {
  /// A method as an axis of a sweep names it: what is not at its default, without the commas that part axes.
  ///
  ///     hinton temperature 4          losses hinton weight 2 + fitnets
  ///
  /// - Parameters:
  ///   - lists: of swept options, which stand in the place of their values.
  ///   - silent: options that go unsaid.
  public func words(
    for method: MethodSpecification, lists: [String: [ScalarValue]] = [:],
    silent: Set<String> = []
  ) -> String {
    guard let descriptor = descriptor(of: method) else { return method.name }
    func said(_ option: OptionDescriptor) -> String? {
      let values = lists[option.name] ?? method.options[option.name].map { [$0] } ?? []
      guard !silent.contains(option.name), values != [option.defaultValue] else { return nil }
      return QuotedText.list(values.map(\.text), by: " or ")
    }
    guard method.isSum else {
      let words = descriptor.options.compactMap { option in
        said(option).map { "\(option.name) \($0)" }
      }
      return QuotedText.list([method.name] + words, by: " ")
    }
    let summands = method.summands
    let terms = losses.enumerated().compactMap { index, loss -> String? in
      guard index == 0 || summands.contains(loss.name) else { return nil }
      let words = descriptor.options.compactMap { option -> String? in
        guard let own = LossOption(option.name), own.loss == loss.name else { return nil }
        return said(option).map { "\(own.name) \($0)" }
      }
      // The labels, which every sum has, are named where they do not weigh 1.
      guard index > 0 || !words.isEmpty else { return nil }
      return QuotedText.list([loss.name] + words, by: " ")
    }
    return "\(MethodSpecification.sum) \(QuotedText.list(terms, by: " + "))"
  }
}
