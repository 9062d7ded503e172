/// Reads `teacher.network:` and `student.network:`.
struct NetworkReader {
  let role: String
  let log: ProblemLog

  private var keys: NetworkKeys { NetworkKeys(role: role) }

  /// A stand-in where there is none, or where it is wrong and reported.
  func network(_ learner: Section) -> NetworkSpecification {
    guard let node = learner.node("network") else {
      learner.reportMissing(
        keys.network, remedy: "write 'network: linear' or 'network: {mlp: [64]}'")
      return .linear
    }
    if let word = node.text, !node.isEmpty { return network(word, at: node) }
    guard let section = learner.section("network", expected: NetworkKeys.kindInWords) else {
      return .linear
    }
    section.refuseUnknown(besides: SpecificationReference.names(in: keys.path))
    let dropout = section.read(keys.dropout)
    guard let kind = kind(section, node) else { return .linear }
    refuseStrangers(to: kind, section)
    let before = log.count
    let network = network(kind, section, dropout: dropout)
    if log.count == before { refuseSize(of: network, at: section.node(kind)) }
    return network
  }

  /// A network named alone, which takes all its defaults.
  private func network(_ word: String, at node: YAMLNode) -> NetworkSpecification {
    switch word {
    case "linear": return .linear
    case "transformer": return .transformer(TransformerSpecification())
    case "vision": return .vision(VisionSpecification())
    default:
      let remedies = [
        "mlp": "write its widths: {mlp: [64]}",
        "convolution": "write the channels of its stages: {convolution: [16, 32]}",
      ]
      let nearest = nearestName(to: word, among: NetworkKeys.words + NetworkKeys.kinds)
      log.add(
        at: node, "unknown network", expected: NetworkKeys.kindInWords,
        remedy: remedies[word] ?? nearest.map { "did you mean '\($0)'?" } ?? "choose one of these")
      return .linear
    }
  }

  /// Which of the networks a mapping names: exactly one.
  private func kind(_ section: Section, _ node: YAMLNode) -> String? {
    let named = section.all.filter { $0.key.text.map(NetworkKeys.kinds.contains) ?? false }
    if named.count > 1 {
      let names = named.map { QuotedText.quoted($0.key.text ?? "") }
      let swept = named.map { "{\($0.key.text ?? ""): …}" }
      log.add(
        at: named[1].key, "\(named.count == 2 ? "two" : "several") networks in one mapping",
        found: QuotedText.list(names, by: " and "), expected: "one of them",
        remedy: "remove the others; to try all, write 'sweep: {\(keys.path): "
          + "[\(QuotedText.list(swept))]}'")
      return nil
    }
    if let kind = named.first?.key.text { return kind }
    // An unknown key may be the misspelled network, and was reported.
    let known = SpecificationReference.names(in: keys.path)
    guard section.all.allSatisfy({ $0.key.text.map(known.contains) ?? false }) else { return nil }
    let wantsImage = section.has("image")
    log.add(
      at: section.all.isEmpty ? node : section.place, "missing key '\(keys.path).mlp'", found: "",
      expected: "'mlp:' with the widths of the hidden layers, or one of: "
        + QuotedText.list(NetworkKeys.kinds.dropFirst()),
      remedy: wantsImage
        ? "write 'convolution: [16, 32]' beside 'image'"
        : "write 'network: linear' or 'network: {mlp: [64]}'")
    return nil
  }

  /// Reports options of another network.
  private func refuseStrangers(to kind: String, _ section: Section) {
    let homes = [
      "activation": "mlp", "normalisation": "mlp", "residual": "mlp", "image": "convolution",
    ]
    for entry in section.all {
      guard let name = entry.key.text, let home = homes[name], home != kind else { continue }
      log.add(
        at: entry.key, "'\(name)' of a network that has none", found: "'\(name)' beside '\(kind)'",
        expected: "'\(name)' beside '\(home)'",
        remedy: name == "image" && kind == "vision"
          ? "write it inside 'vision'" : "remove '\(name)'")
    }
  }

  private func network(
    _ kind: String, _ section: Section, dropout: Double
  ) -> NetworkSpecification {
    switch kind {
    case "mlp":
      let widths = section.node(kind).map { self.widths($0, path: section.path(to: kind)) } ?? []
      return .mlp(
        PerceptronSpecification(
          widths, dropout: dropout, activation: section.read(keys.activation),
          normalisation: section.read(keys.normalisation), residual: section.read(keys.residual)))
    case "transformer":
      guard let options = options(kind, section) else { break }
      return .transformer(
        TransformerSpecification(
          encoder: encoder(options, keys.encoder(kind)),
          vocabulary: options.optional(keys.vocabulary), tokens: options.optional(keys.tokens),
          pooling: options.read(keys.pooling), dropout: dropout))
    case "vision":
      guard let options = options(kind, section) else { break }
      let image = image(options)
      let patch = options.optional(keys.patch)
      if let image, let refusal = image.refusal(ofPatch: patch ?? keys.patch.fallback),
        !options.has("patch") || patch != nil
      {
        add(refusal, at: options.node("patch") ?? options.node("image"))
      }
      return .vision(
        VisionSpecification(
          patch: patch ?? keys.patch.fallback, encoder: encoder(options, keys.encoder(kind)),
          image: image, dropout: dropout))
    case "convolution":
      let node = section.node(kind)
      let channels = node.map { self.channels($0, path: section.path(to: kind)) } ?? []
      let image = image(section)
      if let refusal = image?.refusal(ofStages: channels.count) { add(refusal, at: node) }
      return .convolution(ConvolutionSpecification(channels, image: image, dropout: dropout))
    default: break
    }
    return .linear
  }

  private func add(_ refusal: NetworkRefusal, at node: YAMLNode?) {
    log.add(
      at: node, refusal.summary, found: refusal.found, expected: refusal.expected,
      remedy: refusal.remedy)
  }

  // MARK: Encoders

  /// The options of a network that may be left out altogether (`{transformer: , dropout: 0.1}`).
  private func options(_ kind: String, _ section: Section) -> Section? {
    guard let entry = section.all.first(where: { $0.key.text == kind }) else { return nil }
    var value = entry.value
    if value.isEmpty { value.content = .mapping([]) }
    let path = section.path(to: kind)
    guard
      let options = Section(
        value, key: entry.key, path: path, expected: "a mapping of its options", log: log)
    else { return nil }
    options.refuseUnknown(besides: SpecificationReference.names(in: path), what: "option")
    return options
  }

  private func encoder(_ options: Section, _ keys: EncoderKeys) -> EncoderSpecification {
    let before = log.count
    let result = EncoderSpecification(
      layers: options.read(keys.layers), width: options.read(keys.width),
      heads: options.read(keys.heads), feedforward: options.optional(keys.feedforward))
    guard log.count == before, result.width % result.heads != 0 else { return result }
    let (width, heads) = (result.width, result.heads)
    let below = width / heads * heads
    let widths = [below, below + heads].filter { $0 > 0 }.map(String.init)
    let fitting = (1...heads).last { width % $0 == 0 } ?? 1
    log.add(
      at: options.node("heads") ?? options.node("width") ?? options.place,
      "the heads do not divide the width", found: "\(heads) heads of a width of \(width)",
      expected: "a width that is a multiple of the heads",
      remedy:
        "write 'width: \(QuotedText.list(widths, by: "' or 'width: "))', or 'heads: \(fitting)'")
    return result
  }

  // MARK: Lists

  func widths(_ node: YAMLNode, path: String) -> [Int] {
    numbers(
      node, path: path, expected: keys.mlp.kind.inWords, what: "layers",
      most: PerceptronSpecification.maximumLayers, largest: PerceptronSpecification.maximumWidth,
      refuse: refuseSize)
  }

  func channels(_ node: YAMLNode, path: String) -> [Int] {
    numbers(
      node, path: path, expected: keys.convolution.kind.inWords, what: "stages",
      most: ConvolutionSpecification.maximumStages,
      largest: ConvolutionSpecification.maximumChannels)
  }

  private func image(_ section: Section) -> ImageSpecification? {
    guard let node = section.node("image") else { return nil }
    let path = section.path(to: "image")
    let expected = keys.image(in: section.path).kind.inWords
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
    let sizes = items.compactMap { number($0, ImageSpecification.maximumSide, path: path) }
    guard sizes.count == 3 else { return nil }
    return ImageSpecification(height: sizes[0], width: sizes[1], channels: sizes[2])
  }

  private func numbers(
    _ node: YAMLNode, path: String, expected: String, what: String, most: Int, largest: Int,
    refuse: ([YAMLNode], YAMLNode) -> Bool = { _, _ in false }
  ) -> [Int] {
    guard let items = Section.items(node, path: path, expected: expected, log: log) else {
      return []
    }
    guard items.count <= most else {
      log.add(
        at: node, "too many \(what) in '\(path)'", found: "\(items.count) \(what)",
        expected: "at most \(most)")
      return []
    }
    if refuse(items, node) { return [] }
    return items.compactMap { number($0, largest, path: path) }
  }

  private func number(_ node: YAMLNode, _ largest: Int, path: String) -> Int? {
    guard
      case .integer(let number)? = Section.scalar(node, .integer(1...largest), path: path, log: log)
    else { return nil }
    return number
  }

  // MARK: Size

  /// Whether the hidden layers alone, between one input and one output, have too many parameters;
  /// asked before a width is judged by itself, for it is the product that says why.
  private func refuseSize(_ items: [YAMLNode], _ node: YAMLNode) -> Bool {
    let widths = items.compactMap { $0.plainText.flatMap { Int($0) } }
    guard widths.count == items.count, widths.allSatisfy({ $0 > 0 }), widths.count > 1 else {
      return false
    }
    return refuseSize(of: .mlp(PerceptronSpecification(widths)), at: node)
  }

  /// Whether a network has too many parameters whatever the data.
  @discardableResult
  private func refuseSize(of network: NetworkSpecification, at node: YAMLNode?) -> Bool {
    let count = network.leastParameters
    guard count > NetworkSpecification.maximumParameters else { return false }
    let inWords = count == .max ? "over \(NumberText.grouped(.max))" : NumberText.grouped(count)
    let remedy =
      switch network {
      case .transformer(let transformer) where transformer.vocabulary != nil:
        "use fewer or narrower layers, or a smaller vocabulary"
      case .transformer, .vision: "use fewer or narrower layers"
      default: "use narrower layers"
      }
    log.add(
      at: node, "network too large",
      found: "\(inWords) parameters, \(NumberText.bytes(Double(count) * 4)) of weights",
      expected: "at most \(NumberText.grouped(NetworkSpecification.maximumParameters)) parameters "
        + "(\(NumberText.bytes(Double(NetworkSpecification.maximumParameters) * 4)))",
      remedy: remedy)
    return true
  }
}
