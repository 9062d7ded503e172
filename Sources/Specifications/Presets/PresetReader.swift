/// Fills a file in by the preset it names. What the file itself says wins; a file that leaves the
/// preset nothing to ask is refused.
struct PresetReader {
  let log: ProblemLog
  /// Modalities of data that the file does not describe itself.
  var knownModalities: [String] = []

  /// The file as it would be written without the preset.
  func filled(_ root: YAMLNode) -> YAMLNode {
    // An unknown word is reported by the reader of the key.
    guard let place = root.node(at: [JobKeys.experiment.path]),
      let preset = place.text.flatMap(Preset.init(rawValue:))
    else { return root }
    // Problems of the sweep itself are reported when it is read.
    let lists = SweepLists(root, log: log.empty)
    let filling = PresetFilling(preset: preset, root: root, lists: lists, place: place, log: log)
    switch preset {
    case .controlPanel: return filling.controlPanel(log.reference.methods)
    case .labelBudget: return filling.labelBudget()
    case .teacherChoice: return filling.teacherChoice(knownModalities)
    }
  }
}

/// One preset meeting one file.
private struct PresetFilling {
  let preset: Preset
  let root: YAMLNode
  let lists: SweepLists
  /// The preset's name in the file, which problems of what it fills in point at.
  let place: YAMLNode
  let log: ProblemLog

  // MARK: Control panel

  /// Full weight beside others: then controls run at the selected variant and at full weight.
  func controlPanel(_ methods: MethodRegistry) -> YAMLNode {
    refuseVerdictsOnly()
    for method in methodNodes {
      guard let name = method.choiceName else { continue }
      let descriptor = methods.method(named: name)
      // An unknown method is reported by the reader of the key.
      guard descriptor != nil || name == MethodSpecification.sum else { return root }
      guard descriptor?.option(named: "lambda") == nil else { continue }
      refuse(
        at: method, "the method has no weight to vary",
        found: "'\(name)', which has no option 'lambda'", expected: "a method with 'lambda'",
        remedy: "remove 'experiment'")
      return root
    }
    guard !methodNodes.isEmpty else { return root }
    let key = "method.lambda"
    let own = methodNodes.map { method in
      method.choiceName.flatMap { method.node(at: [$0, "lambda"]) }
    }
    let written = lists.list(key).map { [$0.node] } ?? own.compactMap { $0 }
    if written.isEmpty { return sweeping(preset.fills) }
    if lists.list(key) == nil, let missing = own.firstIndex(where: { $0 == nil }) {
      refuse(
        at: methodNodes[missing], "the weight is written for some of the methods only",
        found: "'lambda' in \(written.count) of \(own.count) methods",
        expected: "'lambda' in all of them, or in none",
        remedy: "leave 'lambda' to the preset, or write it in every method")
      return root
    }
    for weights in written { refuseWithoutControl(weights, key) }
    return root
  }

  private func refuseWithoutControl(_ written: YAMLNode, _ key: String) {
    let items = if case .list(let items) = written.content { items } else { [written] }
    let weights = items.compactMap { $0.plainText.flatMap { Double($0) } }
    guard weights.count == items.count,
      !weights.contains(1) || !weights.contains(where: { $0 != 1 })
    else { return }
    refuse(
      at: written, "nothing to control at full weight",
      found: "'\(key)' without \(weights.contains(1) ? "another value than 1" : "1")",
      expected: "1 and another value",
      remedy: "write a list such as [0.25, 0.5, 0.75, 1], or leave 'lambda' to the preset")
  }

  /// The job's method, or each of several.
  private var methodNodes: [YAMLNode] {
    let key = JobKeys.method.path
    guard let list = lists.list(key), case .list(let items) = list.node.content else {
      return root.node(at: [key]).map { [$0] } ?? []
    }
    return items
  }

  // MARK: Label budget

  func labelBudget() -> YAMLNode {
    let key = DataKeys.labelBudget.descriptor.path
    if let list = lists.list(key) {
      refuseSingle(list)
      return root
    }
    if let written = root.node(at: ["data", "split", "labels"]) {
      refuse(
        at: written, "the number of labels is fixed",
        found: "'\(key)', which '\(preset.name)' varies", expected: "several budgets",
        remedy: "remove it, or write 'sweep: {\(key): [50, 100, all]}'")
      return root
    }
    return sweeping(preset.fills)
  }

  // MARK: Teacher choice

  func teacherChoice(_ known: [String]) -> YAMLNode {
    let key = SweptKeys.modalities[0]
    if let list = lists.list(key) {
      refuseSingle(list)
      return root
    }
    if let written = root.node(at: ["teacher", "modality"]) {
      refuse(
        at: written, "the teacher is chosen already",
        found: "'teacher.modality', which '\(preset.name)' varies",
        expected: "a teacher without a modality",
        remedy: "remove it, or write 'sweep: {teacher.modality: [...]}'")
      return root
    }
    var names = known
    if case .mapping(let entries)? = root.node(at: ["data", "modalities"])?.content {
      names = entries.compactMap(\.key.text)
    }
    // Without data there is another problem, reported where data is read.
    guard !names.isEmpty else { return root }
    let student = lists.list(SweptKeys.modalities[1])
    let only = student == nil ? root.node(at: ["student", "modality"])?.text : nil
    let teachers = names.filter { $0 != only }
    if teachers.count < 2 {
      let others = teachers.isEmpty ? "none" : QuotedText.list(teachers.map(QuotedText.quoted))
      refuse(
        at: place, "too few modalities to choose a teacher from",
        found: "besides the student's: \(others)",
        expected: "two modalities or more besides the student's in 'data.modalities'",
        remedy: "add a modality to the bundle, or remove 'experiment'")
    }
    guard !teachers.isEmpty else { return root }
    return sweeping([SweepAxis(key: key, values: teachers.map { .text($0) })])
  }

  // MARK: Filling in

  /// The file with these lists under `sweep`.
  private func sweeping(_ axes: [SweepAxis]) -> YAMLNode {
    var result = root
    for axis in axes {
      let items = axis.values.map { node(.scalar($0.text, isPlain: true)) }
      // Where `sweep` is no mapping, its own reader says so.
      _ = try? result.put(
        node(.list(items)), at: ["sweep", axis.key], from: place, networks: log.reference.networks)
    }
    return result
  }

  private func node(_ content: YAMLNode.Content) -> YAMLNode {
    YAMLNode(position: place.position, extent: place.extent, content: content)
  }

  private func refuseSingle(_ list: SweepList) {
    guard case .list(let items) = list.node.content, items.count == 1 else { return }
    refuse(
      at: list.node, "nothing to compare", found: "one value of '\(list.key)'",
      expected: "several, for '\(preset.name)' compares them",
      remedy: "write more values, or leave the list to the preset")
  }

  private func refuseVerdictsOnly() {
    guard let node = root.node(at: [JobKeys.distil.descriptor.path]), node.plainText == "false"
    else { return }
    refuse(
      at: node, "nothing to control", found: "'distil: false' with '\(preset.name)'",
      expected: "students to be distilled", remedy: "remove 'distil', or 'experiment'")
  }

  private func refuse(
    at node: YAMLNode?, _ summary: String, found: String, expected: String, remedy: String
  ) {
    log.add(at: node ?? place, summary, found: found, expected: expected, remedy: remedy)
  }
}

extension YAMLNode {
  /// The name of `name` and of `{name: {…}}`.
  fileprivate var choiceName: String? {
    if case .mapping(let entries) = content { return entries.first?.key.text }
    return text
  }
}
