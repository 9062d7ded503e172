import Testing

@testable import Specifications

/// `{ladder: [3], glue: 0.5, wax: true}`: a network with a list behind its name.
private struct Ladder: DescribedNetwork {
  static let descriptor = NetworkDescriptor(
    name: "ladder", summary: "A ladder.", example: "{ladder: [3]}",
    options: [
      NetworkOption(
        "ladder",
        .integers(
          NumberList(things: "rungs", meaning: "its rungs", most: 3, largest: 50, example: [3])),
        .name, .required, "Widths of the rungs."),
      .glue,
      NetworkOption("wax", .flag, .beside, .value(false), cameLater: true, "Whether it is waxed."),
    ])

  let options: NetworkOptions
  init(_ options: NetworkOptions) { self.options = options }

  var leastParameters: Int { options.integers("ladder").reduce(0, +) * 1_500_000 }
  var sizeRemedy: String { "saw it off" }

  func refusal(ofBatch rows: Int) -> NetworkRefusal? {
    options.flag("wax") && rows < 3
      ? NetworkRefusal("it sticks", found: "", expected: "three rows", remedy: "scrape it") : nil
  }
}

/// `{tower: {floors: 2}, glue: 0.5}`: a network with a mapping behind its name.
private struct Tower: DescribedNetwork {
  static let descriptor = NetworkDescriptor(
    name: "tower", summary: "A tower.", example: "{tower: {floors: 2}}",
    options: [
      NetworkOption(
        "floors", .integer(1...9), .inside, .value(2), isSaidWithName: true, "Floors of it."),
      NetworkOption(
        "stairs", .integer(1...99), .inside, .multiple(7, of: "floors"), isSaidWithName: true,
        "Stairs of it."),
      NetworkOption("bell", .choice(["high", "low"]), .inside, .value("low"), "Its bell."),
      NetworkOption("guests", .integer(1...5), .inside, .absent("nobody comes"), "Its guests."),
      .glue,
    ])

  let options: NetworkOptions
  init(_ options: NetworkOptions) { self.options = options }

  var leastParameters: Int { 1 }
  var conflicts: [NetworkConflict] {
    guard let guests = options.integerIfSet("guests"), guests > options.integer("floors") else {
      return []
    }
    return [
      NetworkConflict(
        of: ["guests", "floors"],
        NetworkRefusal(
          "more guests than floors", found: "\(guests) guests", expected: "a floor a guest",
          remedy: "build"))
    ]
  }
}

/// `tent`: a network with nothing to set.
private struct Tent: DescribedNetwork {
  static let descriptor = NetworkDescriptor(name: "tent", summary: "A tent.", example: "tent")
  let options: NetworkOptions
  init(_ options: NetworkOptions) { self.options = options }
  var isLinear: Bool { true }
  var leastParameters: Int { 1 }
}

extension NetworkOption {
  fileprivate static let glue = NetworkOption(
    "glue", .number(.closed(0...1)), .beside, .value(0.0), "How it sticks.")
}

private let registry = NetworkRegistry([Tent.self, Ladder.self, Tower.self])

private func read(_ network: String, more: String = "") throws -> NetworkSpecification {
  try ParsedSpecification(
    yaml: Example.small(
      split: "split: {train: 0.5, test: 0.3}", teacher: "teacher: {modality: a, network: tent}",
      student: "student: {modality: b, network: \(network)}", more: more),
    methods: Example.methods, networks: registry
  ).specification.student.network
}

private func message(_ network: String, more: String = "") -> String {
  do { return "\(try read(network, more: more))" } catch { return "\(error)" }
}

@Suite("A kind of network that describes itself") struct NetworkDescriptorTests {
  @Test(
    "is read as its options say, defaults filled in",
    arguments: [
      ("tent", "tent"), ("{ladder: [3, 4]}", "ladder 3 4"),
      ("{ladder: [3], wax: true, glue: 1}", "ladder 3, glue 1, wax"),
      ("tower", "tower floors 2"), ("{tower: }", "tower floors 2"),
      ("{tower: {floors: 3}, glue: 0.5}", "tower floors 3, glue 0.5"),
      ("{tower: {floors: 3, stairs: 21}}", "tower floors 3"),
      (
        "{tower: {stairs: 20, bell: high, guests: 1}}",
        "tower floors 2 stairs 20, bell high, guests 1"
      ),
    ])
  func words(text: String, words: String) throws {
    let network = try read(text)
    #expect(network.description == words)
    #expect(network.inWords == words.split(separator: ",").joined())
  }

  @Test(
    "has one canonical form: later options and what follows from others unsaid at their defaults",
    arguments: [
      ("tent", #""tent""#), ("{ladder: [3, 4], wax: false}", #"{"glue":0.0,"ladder":[3,4]}"#),
      ("{wax: true, ladder: [3]}", #"{"glue":0.0,"ladder":[3],"wax":true}"#),
      ("tower", #"{"glue":0.0,"tower":{"bell":"low","floors":2}}"#),
      ("{tower: {stairs: 14}}", #"{"glue":0.0,"tower":{"bell":"low","floors":2}}"#),
      (
        "{tower: {floors: 3, stairs: 14, guests: 2}}",
        #"{"glue":0.0,"tower":{"bell":"low","floors":3,"guests":2,"stairs":14}}"#
      ),
    ])
  func canonical(text: String, json: String) throws {
    let network = try read(text)
    #expect(network.canonical.json == json)
    #expect(try NetworkSpecification(canonical: json, networks: registry) == network)
  }

  @Test("has its keys where it stands, shared ones with the first that has them")
  func keys() {
    let keys = NetworkKeys(role: "student", networks: registry)
    #expect(
      keys.all.map { $0.path.dropFirst("student.network".count) } == [
        "", ".ladder", ".glue", ".wax", ".tower", ".tower.floors", ".tower.stairs", ".tower.bell",
        ".tower.guests",
      ])
    #expect(keys.network.summary == "`tent`, `{ladder: [3]}` or `{tower: {floors: 2}}`.")
    #expect(keys.network.kind.inWords == "tent, or a mapping of ladder or tower")
    #expect(
      keys.all.map(\.presence).suffix(4) == [
        .defaultValue("2"), .optional("7 · `floors`"), .defaultValue("low"),
        .optional("nobody comes"),
      ])
  }

  @Test("is in the schema as the reader takes it")
  func schema() throws {
    let schema = JobSchema(methods: Example.methods, networks: registry).root
    func complaints(_ network: String) throws -> [String] {
      let yaml = Example.small(
        teacher: "teacher: {modality: a, network: tent}",
        student: "student: {modality: b, network: \(network)}")
      let document = try YAMLDocument(yaml, log: ProblemLog(source: SourceText(yaml)))
      return SchemaValidator.complaints(CanonicalValue(document.root), schema)
    }
    for network in [
      "tent", "tower", "{tower: , glue: 1}", "{ladder: [50]}", "{tower: {floors: 9}}",
    ] {
      #expect(try complaints(network) == [], "\(network)")
    }
    for network in [
      "linear", "ladder", "{tent: }", "{ladder: [51]}", "{ladder: [1, 1, 1, 1]}",
      "{tower: {glue: 1}}", "{tower: {floors: 10}}", "{tower: {bell: loud}}",
    ] {
      #expect(try !complaints(network).isEmpty, "\(network)")
      #expect(throws: SpecificationError.self) { try read(network) }
    }
  }

  @Test("is equal to what says the same, and to nothing else")
  func equality() throws {
    #expect(try read("tower") == read("{tower: {stairs: 14}, glue: 0}"))
    #expect(try read("tower").hashValue == read("{tower: {stairs: 14}}").hashValue)
    #expect(try read("tower") != read("{tower: {floors: 3}}"))
    #expect(NetworkSpecification(Tower([:])) != NetworkSpecification(Tent([:])))
    #expect(
      try read("{ladder: [3], glue: 1}")
        == NetworkSpecification(Ladder(["ladder": [3], "glue": 1])))
  }

  @Test("may be swept by every key that is an option")
  func sweeps() throws {
    let parsed = try ParsedSpecification(
      yaml: Example.small(
        split: "split: {train: 0.5, test: 0.3}", teacher: "teacher: {modality: a, network: tent}",
        student: "student: {modality: b, network: tower}",
        more: "sweep: {student.network.tower.floors: [2, 3], student.network.glue: [0, 1]}"),
      methods: Example.methods, networks: registry)
    #expect(
      parsed.settings.map { "\($0.specification.student.network)" } == [
        "tower floors 2", "tower floors 3", "tower floors 2, glue 1", "tower floors 3, glue 1",
      ])
    let whole = message("tower", more: "sweep: {student.network.tower: [{floors: 3}]}")
    #expect(whole.contains("sweep the keys in it, as in 'student.network.tower.floors: [...]'"))
  }
}

@Suite("A kind of network that describes itself, misspelled") struct NetworkDescriptorProblemTests {
  @Test(
    "is corrected from its description",
    arguments: [
      ("towre", "did you mean 'tower'?"), ("ladder", "write its rungs: {ladder: [3]}"),
      ("{glue: 1}", "write e.g. 'ladder: [3]' beside it"),
      ("{}", "write 'network: tent' or 'network: {ladder: [3]}'"),
      ("{tower: , wax: true}", "found 'wax' beside 'tower'\n  expected 'wax' beside 'ladder'"),
      ("{ladder: [3], floors: 2}", "'floors' belongs under 'teacher.network.tower'"),
      ("{tower: {flors: 2}}", "did you mean 'floors'?"),
      ("{ladder: [1, 2, 3, 4]}", "found 4 rungs\n  expected at most 3"),
      ("{ladder: [3], tower: }", "two networks in one mapping"),
    ])
  func remedies(network: String, remedy: String) {
    #expect(message(network).contains(remedy), "\(message(network))")
  }

  @Test("says which options are wrong together, at the first that is written")
  func conflicts() {
    #expect(
      message("{tower: {floors: 2, guests: 3}}").hasPrefix(
        "job.yaml:8:61: more guests than floors"))
    #expect(message("{tower: {guests: 3}}").hasPrefix("job.yaml:8:50: more guests than floors"))
    // Of an option that could not be read there is nothing to say.
    #expect(!message("{tower: {floors: none, guests: 3}}").contains("guests than floors"))
  }

  @Test("is too large whatever the data, by the product before any number is judged by itself")
  func size() {
    #expect(message("{ladder: [50]}") == "ladder 50")
    let large = message("{ladder: [50, 51]}")
    #expect(large.contains("found 151 500 000 parameters") && large.contains("saw it off"))
    #expect(!large.contains("out of range"))
  }

  @Test("may ask for rows a batch")
  func batch() {
    let two = message("{ladder: [3], wax: true}", more: "training: {batch: 2}")
    #expect(two.contains("it sticks") && two.contains("'batch: 2' with 'student.network'"))
    #expect(message("{ladder: [3], wax: true}", more: "training: {batch: 3}").hasPrefix("ladder"))
  }

  @Test("is not trained by L-BFGS unless it is linear")
  func optimizer() {
    let more = "training: {optimizer: lbfgs}"
    #expect(message("tower", more: more).contains("'student.network: {tower: …}'"))
    #expect(message("tent", more: more) == "tent")
  }
}
