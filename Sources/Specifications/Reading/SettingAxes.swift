/// The swept keys that make settings, read item by item, and the file as each of their cells has it.
struct SettingAxes {
  let readings: [AxisReading]
  /// Of the methods, where there are several.
  let compared: ComparedOptions?
  let root: YAMLNode
  private let lists: SweepLists
  let log: ProblemLog

  init(_ lists: SweepLists, root: YAMLNode, log: ProblemLog) {
    let reader = SweptValueReader(log: log)
    // In the order of the reference: the order of the file must not matter, and a network comes
    // before the dropout inside it.
    readings = log.reference.swept.settings.compactMap { key in
      guard let list = lists.list(key.path) else { return nil }
      if key == JobKeys.method { return MethodAxisReader(log: log, lists: lists).axis(list) }
      return AxisReading(list, log: log, expected: key.kind.inWords) {
        reader.value(of: $0, for: key, path: "sweep.\(key.path)")
      }
    }
    compared = lists.list(JobKeys.method.path).map { ComparedOptions($0, log: log) }
    self.lists = lists
    self.root = root
    self.log = log
    AxisReading.refuseRepetitions(in: readings, log: log)
  }

  var axes: [SweepAxis] { readings.map(\.axis) }

  // MARK: Cells

  /// The file with the values of a cell written in the places of their keys.
  func root(of cell: [Int], log: ProblemLog) -> YAMLNode {
    var result = root
    for (number, reading) in readings.enumerated() {
      let key = reading.axis.key
      let item = reading.items[cell[number]]
      do {
        let before = try result.put(
          item, at: path(of: key), from: reading.place, networks: log.reference.networks)
        let outer = readings[..<number].first { key.hasPrefix("\($0.axis.key).") }
        if let outer, let before {
          log.add(
            at: before, "'\(key)' is given twice", found: "here, and in 'sweep.\(key)'",
            expected: "one of the two",
            remedy: "remove it from the values of '\(outer.axis.key)', or do not sweep it")
        }
      } catch {
        let stands = QuotedText.list(path(of: key).dropLast(error.path.count), by: ".")
        log.add(
          at: error.node, "'\(stands)' has no '\(QuotedText.list(error.path, by: "."))' to sweep",
          expected: "a mapping, in which '\(key)' can stand",
          remedy: "write '\(stands)' as a mapping, or remove '\(key)' from 'sweep'")
      }
    }
    return result
  }

  func values(of cell: [Int]) -> [SweptSetting.Value] {
    zip(readings, cell).map { reading, index in
      SweptSetting.Value(
        key: reading.axis.key, text: reading.axis.values[index].text,
        value: reading.axis.values[index])
    }
  }

  private func path(of key: String) -> ArraySlice<String> {
    key.split(separator: ".").map(String.init)[...]
  }

  /// Reports what stands in the place of a swept key: it is read like any other value, and not run
  /// unless the list holds it.
  func reportUnsweptValues() {
    let reader = SweptValueReader(log: log)
    let unswept = readings.filter { reading in
      let key = reading.axis.key
      guard let descriptor = log.reference.swept.setting(key),
        let node = root.node(at: path(of: key)),
        let value = descriptor == JobKeys.method
          ? MethodAxisReader(log: log, lists: lists).value(of: node)
          : reader.value(of: node, for: descriptor, path: key)
      else { return false }
      return !reading.axis.values.contains(value)
    }
    guard !log.hasErrors else { return }
    for reading in unswept {
      guard let node = root.node(at: path(of: reading.axis.key)) else { continue }
      CrossChecks.warnNotSwept(node, reading.axis.key, log)
    }
  }
}
