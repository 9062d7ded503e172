/// Reads `method: {losses: […]}`: losses by name, each once, with the teacher's part of their options.
struct LossSumReader {
  static let expected = "a list, each a loss's name, or a mapping from it to its options"
  static let advice =
    "write e.g. 'method: {losses: [{hinton: {weight: 1}}, {fitnets: {weight: 0.5}}]}'"

  let log: ProblemLog

  private var methods: MethodRegistry { log.reference.methods }
  private var names: [String] { methods.losses.map(\.name) }
  private let path = "\(JobKeys.method.path).\(MethodSpecification.sum)"

  /// A loss of the sum as it stands in the file.
  private struct Summand {
    var loss: MethodDescriptor
    var entry: YAMLNode.Entry
  }

  /// - Parameter entry: `losses` with what stands behind it.
  func sum(_ entry: YAMLNode.Entry) -> MethodReading? {
    guard case .list(let items) = entry.value.content else {
      log.add(
        at: entry.value.isEmpty ? entry.key : entry.value, "wrong type for '\(path)'",
        found: entry.value.kindInWords, expected: Self.expected, remedy: Self.advice)
      return nil
    }
    guard !items.isEmpty else {
      log.add(
        at: entry.value, "empty list for '\(path)'", found: "", expected: "one loss or more",
        remedy: Self.advice)
      return nil
    }
    let before = log.count
    let summands = items.compactMap(summand)
    refuseRepetition(among: summands)
    if log.count == before { refuseLabelsAlone(summands, at: entry.value) }
    var reading = MethodReading(methods.sum(of: Set(summands.map(\.loss.name))))
    for summand in summands {
      let loss = summand.loss
      let reader = MethodOptionReader(path: "\(path).\(loss.name)", log: log)
      _ = reader.read(withoutLabels(summand), loss, into: &reading) {
        LossOption(loss.name, $0).description
      }
    }
    return log.count == before ? reading : nil
  }

  private func summand(_ node: YAMLNode) -> Summand? {
    var entry = YAMLNode.Entry(key: node, value: node)
    if node.text != nil, !node.isEmpty {
      entry.value.content = .mapping([])
    } else if case .mapping(let entries) = node.content, entries.count == 1 {
      entry = entries[0]
    } else {
      let isMapping = if case .mapping = node.content { true } else { false }
      log.add(
        at: node, "not one loss", found: isMapping ? "a mapping of several" : node.kindInWords,
        expected: "one of: \(QuotedText.list(names))",
        remedy: isMapping ? "write each as an item of its own: '- {…}'" : Self.advice)
      return nil
    }
    guard let name = Section([entry], path: path, log: log).name(of: entry) else { return nil }
    if let loss = methods.loss(named: name) { return Summand(loss: loss, entry: entry) }
    guard name != MethodSpecification.sum else {
      log.add(
        at: entry.key, "a sum within a sum", found: "",
        expected: "one of: \(QuotedText.list(names))",
        remedy: "write its losses into the outer list, their weights multiplied")
      return nil
    }
    let nearest = nearestName(to: name, among: names)
    log.add(
      at: entry.key, "unknown loss", found: name, expected: "one of: \(QuotedText.list(names))",
      remedy: nearest.map { "did you mean '\($0)'?" } ?? "choose one of these")
    return nil
  }

  private func refuseRepetition(among summands: [Summand]) {
    var seen: Set<String> = []
    for summand in summands where !seen.insert(summand.loss.name).inserted {
      log.add(
        at: summand.entry.key, "'\(summand.loss.name)' stands twice in one sum", found: "",
        expected: "every loss once", remedy: "remove one of the two, and give the other its weight")
    }
  }

  /// Labels alone are the student without a teacher, which every job has.
  private func refuseLabelsAlone(_ summands: [Summand], at node: YAMLNode) {
    guard let labels = names.first, summands.allSatisfy({ $0.loss.name == labels }) else { return }
    log.add(
      at: node, "a sum without a teacher", found: "'\(labels)' alone",
      expected: "a loss that looks at the teacher: \(QuotedText.list(names.dropFirst()))",
      remedy: "the student that learns from labels alone is in every job: add a loss")
  }

  // MARK: Labels

  /// The options without those of the method that weigh the labels, which are a term of their own here and are
  /// reported.
  private func withoutLabels(_ summand: Summand) -> YAMLNode.Entry {
    guard case .mapping(let options) = summand.entry.value.content else { return summand.entry }
    let method = methods.method(named: summand.loss.name)
    let labels = (method?.options ?? []).map(\.name).filter {
      summand.loss.option(named: $0) == nil
    }
    func isOfLabels(_ option: YAMLNode.Entry) -> Bool {
      option.key.text.map(labels.contains) ?? false
    }
    for option in options where isOfLabels(option) {
      log.add(
        at: option.key, "\(QuotedText.quoted(option.key.text ?? "")) in a sum of losses", found: "",
        expected: "one of: \(QuotedText.list(summand.loss.options.map(\.name)))",
        remedy: "labels are a term of the sum: write 'weight' here, and "
          + "'{\(names[0]): {weight: …}}' for theirs, which is 1 where it is left out")
    }
    var entry = summand.entry
    entry.value.content = .mapping(options.filter { !isOfLabels($0) })
    return entry
  }
}
