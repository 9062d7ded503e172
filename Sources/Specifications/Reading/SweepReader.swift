/// The sweep of modalities and of the method's options as read: axes in the order of expansion.
struct SweepReading {
  var readings: [AxisReading] = []

  var axes: [SweepAxis] { readings.map(\.axis) }

  func reading(_ key: String) -> AxisReading? { readings.first { $0.axis.key == key } }
  func values(_ key: String) -> [ScalarValue]? { reading(key)?.axis.values }
  func first(_ key: String) -> ScalarValue? { values(key)?.first }
  func place(_ key: String) -> YAMLNode? { reading(key)?.place }
}

/// Reads the lists of `sweep:` that make pairs and variants, and those written inside `method:`.
struct SweepReader {
  static let maximumCells = 10_000

  let log: ProblemLog
  let lists: SweepLists
  /// The swept keys that make settings, read before.
  let settings: [SweepAxis]
  /// Of the methods, where there are several.
  var compared: ComparedOptions? = nil

  private var swept: SweptKeys { log.reference.swept }

  func sweep(_ method: MethodReading?) -> SweepReading {
    let options = method?.descriptor.options ?? []
    let keys = SweptKeys.modalities + options.map { SweptKeys.optionPrefix + $0.name }
    refuseUnknown(
      compared.map { SweptKeys.modalities + $0.keys } ?? keys,
      methodIsKnown: compared?.areKnown ?? (method != nil))
    refuseTornZips(options, of: method)
    var result = SweepReading()
    // In this order: that of the file must not matter.
    for key in keys {
      let option = options.first { SweptKeys.optionPrefix + $0.name == key }
      let inMethod = method?.lists.first { $0.option.name == option?.name }
      if let inMethod, !inMethod.values.isEmpty {
        result.readings.append(AxisReading(key, inMethod.values, at: inMethod.key, zip: nil))
      }
      guard let list = lists.list(key) else { continue }
      guard inMethod == nil else {
        log.add(
          at: list.place, "'\(key)' is swept twice", found: "", expected: "one list",
          remedy: "remove the list under 'method' or the one under 'sweep'")
        continue
      }
      let kind = option.map { ValueKind($0.kind) } ?? .name
      let reading = AxisReading(list, log: log, expected: kind.inWords) {
        Section.scalar($0, kind, path: "sweep.\(key)", log: log)
      }
      if let reading { result.readings.append(reading) }
    }
    AxisReading.refuseRepetitions(in: result.readings, log: log)
    let axes = settings + result.axes
    if (SweepAxis.cellCount(of: axes) ?? .max) > Self.maximumCells {
      Self.reportSize(axes, at: lists.place ?? method?.lists.first?.key, log)
    }
    return result
  }

  private func refuseUnknown(_ keys: [String], methodIsKnown: Bool) {
    let known = keys + swept.settings.map(\.path)
    for list in lists.lists {
      // Where the method itself is unknown, its options cannot be judged.
      if known.contains(list.key) || (!methodIsKnown && Self.isOption(list)) { continue }
      let refusal = swept.refusal(of: list.key)
      log.add(
        at: list.place, refusal == nil ? "unknown key in 'sweep'" : "key cannot be swept",
        found: list.key,
        expected: "one of: \(QuotedText.list(keys)), "
          + "or another key of the file, as training.epochs (docs/sweeps.md lists them)",
        remedy: remedy(for: list, keys, known) ?? refusal ?? "remove it, or correct its name")
    }
  }

  private static func isOption(_ list: SweepList) -> Bool {
    list.key.hasPrefix(SweptKeys.optionPrefix)
  }

  /// Of the options that advance together, a method has all or none.
  private func refuseTornZips(_ options: [OptionDescriptor], of method: MethodReading?) {
    guard let method, let compared, compared.areKnown else { return }
    let own = Set(options.map { SweptKeys.optionPrefix + $0.name })
    let zipped = lists.lists.filter {
      $0.zip != nil && Self.isOption($0) && compared.keys.contains($0.key)
    }
    for number in Set(zipped.compactMap(\.zip)).sorted() {
      let keys = zipped.filter { $0.zip == number }
      guard let has = keys.first(where: { own.contains($0.key) }),
        let lacks = keys.first(where: { !own.contains($0.key) })
      else { continue }
      log.add(
        at: lacks.place, "a zip of options of which a method has only some",
        found: "'\(method.descriptor.name)' has '\(has.key)', but no '\(lacks.key)'",
        expected: "all options of a zip, or none of them, in every method",
        remedy: "write the lists outside 'zip', or compare this method in a job of its own")
    }
  }

  private func remedy(for list: SweepList, _ keys: [String], _ known: [String]) -> String? {
    if case .mapping(let entries) = list.node.content {
      let inner = entries.first?.key.text.map { "\(list.key).\($0)" }
      let whole =
        inner.flatMap { known.contains($0) ? $0 : nil }
        ?? known.first { $0.hasPrefix("\(list.key).") } ?? "method.OPTION"
      return "write the whole key in one: '\(whole): [...]'"
    }
    guard swept.refusal(of: list.key) == nil else { return nil }
    // An option by its name alone, or below the method's name; a key by its name alone.
    let name = list.key.split(separator: ".").last.map(String.init) ?? list.key
    let exact =
      known.first { $0 == SweptKeys.optionPrefix + name }
      ?? known.first { $0.hasSuffix(".\(name)") }
    return (exact ?? nearestName(to: list.key, among: known)).map { "did you mean '\($0)'?" }
  }

  static func reportSize(_ axes: [SweepAxis], at place: YAMLNode?, _ log: ProblemLog) {
    var counts: [String] = []
    var seen: Set<Int> = []
    for axis in axes where axis.zip.map({ seen.insert($0).inserted }) ?? true {
      counts.append(String(axis.values.count))
    }
    let inWords = NumberText.grouped(SweepAxis.cellCount(of: axes) ?? .max)
    let count = SweepAxis.cellCount(of: axes) == nil ? "over \(inWords)" : inWords
    log.add(
      at: place, "sweep too large",
      found: "\(QuotedText.list(counts, by: " × ")) = \(count) configurations",
      expected: "at most \(NumberText.grouped(maximumCells))",
      remedy: "sweep fewer values, or split the job")
  }
}
