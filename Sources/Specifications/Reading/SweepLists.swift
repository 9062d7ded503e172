/// One list of `sweep:` as it stands in the file.
struct SweepList {
  /// Dotted key of the specification.
  var key: String
  /// The node of that key.
  var place: YAMLNode
  /// The list, not yet read.
  var node: YAMLNode
  /// Lists with the same number advance together.
  var zip: Int?
}

/// `sweep:` taken apart: its lists, those of `zip` among them. What the keys mean is decided later.
struct SweepLists {
  private(set) var lists: [SweepList] = []
  /// Where in `lists` a key stands: a hostile file has many.
  private var places: [String: Int] = [:]
  /// The node of `sweep` itself.
  private(set) var place: YAMLNode?

  /// - Parameter root: The whole file.
  init(_ root: YAMLNode, log: ProblemLog) {
    guard case .mapping(let entries) = root.content,
      let entry = entries.first(where: { $0.key.text == "sweep" })
    else { return }
    place = entry.key
    guard
      let section = Section(
        entry.value, key: entry.key, path: "sweep", expected: JobKeys.sweep.kind.inWords, log: log)
    else { return }
    for entry in section.all {
      if entry.key.text == "zip" {
        readZips(entry, log)
      } else {
        add(entry, zip: nil, log)
      }
    }
    let zips = Dictionary(grouping: lists.filter { $0.zip != nil }) { $0.zip ?? 0 }
    for (_, zipped) in zips.sorted(by: { $0.key < $1.key }) { check(zipped, log) }
  }

  func list(_ key: String) -> SweepList? { places[key].map { lists[$0] } }

  private mutating func readZips(_ entry: YAMLNode.Entry, _ log: ProblemLog) {
    let items: [YAMLNode]
    switch entry.value.content {
    case .list(let mappings) where !mappings.isEmpty: items = mappings
    default: items = [entry.value]
    }
    for (number, item) in items.enumerated() {
      guard
        let zip = Section(
          item, key: entry.key, path: "sweep.zip", expected: JobKeys.zip.kind.inWords, log: log)
      else { continue }
      if zip.all.isEmpty {
        log.add(
          at: item, "empty zip", found: "no key", expected: JobKeys.zip.kind.inWords,
          remedy: "write e.g. 'zip: {training.epochs: [10, 20], training.batch: [32, 64]}'")
      }
      // A zip of one key is that key's list by itself.
      for entry in zip.all { add(entry, zip: zip.all.count > 1 ? number : nil, log) }
    }
  }

  private mutating func add(_ entry: YAMLNode.Entry, zip: Int?, _ log: ProblemLog) {
    guard let key = entry.key.text else {
      log.add(
        at: entry.key, "wrong type for a key", found: entry.key.kindInWords, expected: "a word",
        remedy: "write a plain word before the colon")
      return
    }
    if let first = list(key) {
      log.add(
        at: entry.key, "\(QuotedText.quoted(key)) is swept twice",
        found: "here\(inZip(zip)), and on line \(first.place.position.line)\(inZip(first.zip))",
        expected: "one list", remedy: "remove one of the two")
      return
    }
    places[key] = lists.count
    lists.append(SweepList(key: key, place: entry.key, node: entry.value, zip: zip))
  }

  private func inZip(_ zip: Int?) -> String { zip == nil ? "" : " in a zip" }

  // MARK: Zips

  /// Lists that advance together have one length and make one kind of thing.
  private func check(_ zipped: [SweepList], _ log: ProblemLog) {
    var first: (list: SweepList, count: Int)?
    for list in zipped {
      guard case .list(let items) = list.node.content, !items.isEmpty else { continue }
      guard let known = first else {
        first = (list, items.count)
        continue
      }
      guard items.count != known.count else { continue }
      log.add(
        at: list.place, "lists of one zip differ in length",
        found: "\(items.count) values of '\(list.key)', but \(known.count) of '\(known.list.key)' "
          + "on line \(known.list.place.position.line)",
        expected: "as many values of every key, for they advance together",
        remedy: "give both lists one length, or write them outside 'zip' to try all combinations")
    }
    let swept = log.reference.swept
    guard let leading = zipped.first, let family = swept.family(of: leading.key) else { return }
    for list in zipped.dropFirst() {
      guard let other = swept.family(of: list.key), other != family else { continue }
      log.add(
        at: list.place, "a zip of unlike keys",
        found: "'\(leading.key)' on line \(leading.place.position.line) makes \(family.rawValue), "
          + "'\(list.key)' makes \(other.rawValue)",
        expected: "keys that make one kind of thing: modalities make pairs, options of the method "
          + "make variants, other keys make settings",
        remedy: "write one of the two outside 'zip', or write several jobs")
    }
  }
}
