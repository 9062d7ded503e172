/// An axis of the sweep as read, with the places later checks point at.
struct AxisReading {
  var axis: SweepAxis
  /// The node of the key.
  var place: YAMLNode
  /// The node of each value.
  var items: [YAMLNode]

  /// Reads every item of a list; `nil` where nothing can be tried.
  init?(_ list: SweepList, log: ProblemLog, expected: String, value: (YAMLNode) -> ScalarValue?) {
    guard
      let nodes = Section.items(
        list.node, path: "sweep.\(list.key)", expected: "a list, each \(expected)", log: log)
    else { return nil }
    let read = nodes.compactMap { node in value(node).map { (value: $0, node: node) } }
    guard !read.isEmpty else { return nil }
    self.init(list.key, read, at: list.place, zip: list.zip)
  }

  init(
    _ key: String, _ values: [(value: ScalarValue, node: YAMLNode)], at place: YAMLNode, zip: Int?
  ) {
    axis = SweepAxis(key: key, values: values.map(\.value), zip: zip)
    self.place = place
    items = values.map(\.node)
  }

  /// Reports values of an axis, or combinations of a zip, that are there twice.
  static func refuseRepetitions(in readings: [AxisReading], log: ProblemLog) {
    for reading in readings where reading.axis.zip == nil {
      Section.refuseRepetition(
        of: zip(reading.axis.values.map(\.text), reading.items).map { ($0, $1) },
        path: reading.axis.key, log: log)
    }
    for number in Set(readings.compactMap(\.axis.zip)).sorted() {
      let zipped = readings.filter { $0.axis.zip == number }
      let count = zipped.map(\.axis.values.count).min() ?? 0
      let combinations = (0..<count).map { index in
        let words = zipped.map { CanonicalValue.text($0.axis.values[index].text).json }
        return (QuotedText.list(words), zipped[zipped.count - 1].items[index])
      }
      Section.refuseRepetition(of: combinations, path: "sweep.zip", log: log)
    }
  }
}
