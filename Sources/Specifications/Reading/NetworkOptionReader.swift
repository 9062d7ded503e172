/// Reads the value of one option of a network.
struct NetworkOptionReader {
  let log: ProblemLog

  /// `nil` where it is wrong and reported.
  ///
  /// - Parameters:
  ///   - kind: the network it is an option of, where that is known.
  ///   - section: the mapping the option stands in.
  func value(
    of node: YAMLNode, for option: NetworkOption, of kind: (any DescribedNetwork.Type)? = nil,
    in section: Section
  ) -> NetworkValue? {
    switch option.kind {
    case .integers(let list):
      numbers(node, list, path: section.path(to: option.name)) { numbers in
        kind.map { $0.init([option.name: .integers(numbers)]) }
      }.map { .integers($0) }
    case .image: image(node, path: section.path(to: option.name)).map { .integers($0) }
    default:
      section.scalar(node, option.kind, name: option.name).map { option.fitting(NetworkValue($0)) }
    }
  }

  /// - Parameter network: the network with these numbers. Whether it is too large as a whole is asked
  ///   before a number is judged by itself, for it is the product that says why.
  func numbers(
    _ node: YAMLNode, _ list: NumberList, path: String,
    network: ([Int]) -> (any DescribedNetwork)?
  ) -> [Int]? {
    guard let items = Section.items(node, path: path, expected: list.inWords, log: log) else {
      return nil
    }
    guard items.count <= list.most else {
      log.add(
        at: node, "too many \(list.things) in '\(path)'", found: "\(items.count) \(list.things)",
        expected: "at most \(list.most)")
      return nil
    }
    let written = items.compactMap { $0.plainText.flatMap { Int($0) } }
    if written.count == items.count, written.count > 1, written.allSatisfy({ $0 > 0 }),
      let network = network(written), NetworkSizeCheck(log: log).refuse(network, at: node)
    {
      return nil
    }
    return numbers(items, largest: list.largest, path: path)
  }

  /// Height, width and channels.
  private func image(_ node: YAMLNode, path: String) -> [Int]? {
    let expected = ValueKind.image.inWords
    guard let items = Section.items(node, path: path, expected: expected, log: log) else {
      return nil
    }
    guard items.count == 3 else {
      let shown = items.compactMap(\.text)
      log.add(
        at: node, "wrong number of sizes in '\(path)'", found: "\(items.count)",
        expected: "three: \(expected)",
        remedy: items.count == 2 && shown.count == 2
          ? "write [\(QuotedText.list(shown)), 1] for one channel" : nil)
      return nil
    }
    return numbers(items, largest: ValueKind.largestImageSide, path: path)
  }

  /// `nil` where one of them is wrong; all of them are reported.
  private func numbers(_ items: [YAMLNode], largest: Int, path: String) -> [Int]? {
    let numbers = items.compactMap { item -> Int? in
      guard
        case .integer(let number)? =
          Section.scalar(item, .integer(1...largest), path: path, log: log)
      else { return nil }
      return number
    }
    return numbers.count == items.count ? numbers : nil
  }
}
