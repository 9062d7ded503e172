/// The sweep as read: axes in the order of expansion, with the place of each key.
struct SweepReading {
  var axes: [SweepAxis] = []
  var nodes: [String: YAMLNode] = [:]

  func values(_ key: String) -> [ScalarValue]? { axes.first { $0.key == key }?.values }
  func first(_ key: String) -> ScalarValue? { values(key)?.first }
}

/// Reads `sweep:` and the lists written inside `method:`.
struct SweepReader {
  static let maximumCells = 10_000

  let log: ProblemLog

  func sweep(
    _ job: Section, method: MethodReading?, teacher: LearnerReading?, student: LearnerReading?,
    modalities: [String]?
  ) -> SweepReading {
    let options = method?.descriptor.options ?? []
    let keys = ["teacher.modality", "student.modality"] + options.map { "method.\($0.name)" }
    var result = SweepReading()
    for list in method?.lists ?? [] {
      add("method.\(list.option.name)", list.values, at: list.key, to: &result)
    }
    if job.has("sweep"), let section = job.section("sweep", expected: JobKeys.sweep.kind.inWords) {
      refuseUnknown(section, keys, methodIsKnown: method != nil)
      for key in keys {
        guard let node = section.node(key), let place = section.keyNode(key) else { continue }
        let option = options.first { "method.\($0.name)" == key }
        let kind = option.map { ValueKind($0.kind) } ?? .name
        if let values = values(node, key, kind) { add(key, values, at: place, to: &result) }
      }
    }
    // The order of the file must not matter.
    result.axes.sort { keys.firstIndex(of: $0.key) ?? 0 < keys.firstIndex(of: $1.key) ?? 0 }
    refuseSize(result, job, method)
    return result
  }

  private func values(
    _ node: YAMLNode, _ key: String, _ kind: ValueKind
  ) -> [(value: ScalarValue, node: YAMLNode)]? {
    let expected = "a list, each \(kind.inWords)"
    guard let items = Section.items(node, path: "sweep.\(key)", expected: expected, log: log) else {
      return nil
    }
    return items.compactMap { item in
      Section.scalar(item, kind, path: "sweep.\(key)", log: log).map { (value: $0, node: item) }
    }
  }

  private func add(
    _ key: String, _ values: [(value: ScalarValue, node: YAMLNode)], at place: YAMLNode,
    to result: inout SweepReading
  ) {
    guard result.nodes[key] == nil else {
      log.add(
        at: place, "'\(key)' is swept twice", found: "", expected: "one list",
        remedy: "remove the list under 'method' or the one under 'sweep'")
      return
    }
    Section.refuseRepetition(
      of: values.map { ($0.value.text, $0.node) }, path: key, log: log)
    result.nodes[key] = place
    if !values.isEmpty { result.axes.append(SweepAxis(key: key, values: values.map(\.value))) }
  }

  private func refuseUnknown(_ section: Section, _ keys: [String], methodIsKnown: Bool) {
    for entry in section.all {
      guard let name = entry.key.text else {
        log.add(
          at: entry.key, "wrong type for a key", found: entry.key.kindInWords, expected: "a word",
          remedy: "write a plain word before the colon")
        continue
      }
      // Where the method itself is unknown, its options cannot be judged.
      if keys.contains(name) || (!methodIsKnown && name.hasPrefix("method.")) { continue }
      let option = name.split(separator: ".").last.map { "method.\($0)" }
      let exact = option.flatMap { keys.contains($0) ? $0 : nil }
      let isKey = SpecificationReference.keys.contains { $0.path == name }
      let isGroup = if case .mapping = entry.value.content { true } else { false }
      let remedy =
        isGroup
        ? "write the whole key in one: '\(keys.first { $0.hasPrefix("\(name).") } ?? "method.OPTION"): [...]'"
        : (exact ?? nearestName(to: name, among: keys)).map { "did you mean '\($0)'?" }
          ?? "remove it, or choose one of these"
      log.add(
        at: entry.key, isKey ? "key cannot be swept" : "unknown key in 'sweep'", found: name,
        expected: "one of: \(QuotedText.list(keys))", remedy: remedy)
    }
  }

  private func refuseSize(_ result: SweepReading, _ job: Section, _ method: MethodReading?) {
    guard let count = SweepAxis.cellCount(of: result.axes) else { return report(nil) }
    if count > Self.maximumCells { report(count) }

    func report(_ count: Int?) {
      let place = job.keyNode("sweep") ?? method?.lists.first?.key
      let product = result.axes.map { String($0.values.count) }.joined(separator: " × ")
      let inWords = count.map(NumberText.grouped) ?? "over \(NumberText.grouped(.max))"
      log.add(
        at: place, "sweep too large", found: "\(product) = \(inWords) configurations",
        expected: "at most \(NumberText.grouped(Self.maximumCells))",
        remedy: "sweep fewer values, or split the job")
    }
  }
}
