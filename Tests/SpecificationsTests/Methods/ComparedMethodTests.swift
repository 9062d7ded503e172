import Specifications
import Testing

@Suite("Methods side by side") struct ComparedMethodTests {
  private func parsed(_ method: String, more: String = "") throws -> ParsedSpecification {
    try Example.parsed(Example.small(method: "method: \(method)", more: more))
  }

  private func swept(_ parsed: ParsedSpecification) -> [[String]] {
    parsed.settings.map { $0.specification.sweep.map(\.key) }
  }

  @Test("are a setting each, named by what is not at its default")
  func settings() throws {
    let parsed = try parsed(
      "[hinton, {hinton: {temperature: 1, lambda: 0.5}}, {generalized: }, {losses: [hinton]}]")
    #expect(
      parsed.settings.map(\.label) == [
        "method=hinton", "method=hinton temperature 1", "method=generalized",
        "method=losses hinton",
      ])
    #expect(
      parsed.settings.map(\.specification.method.name) == [
        "hinton", "hinton", "generalized", "losses",
      ])
    #expect(parsed.settings[1].specification.method.options["temperature"] == .number(1))
    #expect(parsed.settings.allSatisfy { $0.specification.methods.isEmpty })
    #expect(parsed.warnings.isEmpty)
  }

  @Test("read a setting as the file that names its method alone")
  func substitution() throws {
    let compared = try parsed("[hinton, {generalized: {imitation: 0.5}}]", more: "seeds: 3")
    let alone = try parsed("{generalized: {imitation: 0.5}}", more: "seeds: 3")
    #expect(compared.settings[1].specification == alone.specification)
  }

  @Test("may stand under 'sweep', where 'method' may be left out")
  func underSweep() throws {
    let list = "[hinton, {generalized: {imitation: 0.5}}]"
    let short = try parsed(list)
    let long = try Example.parsed(Example.small(method: "", more: "sweep: {method: \(list)}"))
    #expect(short.specification == long.specification)
    #expect(short.settings == long.settings)
    #expect(canonicalJSON(of: short.specification) == canonicalJSON(of: long.specification))
    let both = try Example.parsed(
      Example.small(method: "method: hinton", more: "sweep: {method: \(list)}"))
    #expect(both.specification == short.specification)
    #expect(both.warnings.isEmpty)
  }

  @Test("vary fastest, so that they stand side by side whatever else is swept")
  func order() throws {
    let parsed = try Example.parsed(
      Example.networks(more: "sweep: {method: [hinton, generalized], training.epochs: [5, 6]}"))
    #expect(
      parsed.settings.map(\.label) == [
        "training.epochs=5, method=hinton", "training.epochs=5, method=generalized",
        "training.epochs=6, method=hinton", "training.epochs=6, method=generalized",
      ])
  }

  @Test("advance with other settings where they are zipped")
  func zipped() throws {
    let parsed = try Example.parsed(
      Example.networks(
        more: "sweep: {zip: {method: [hinton, generalized], training.epochs: [5, 6]}}"))
    #expect(
      parsed.settings.map(\.label) == [
        "training.epochs=5, method=hinton", "training.epochs=6, method=generalized",
      ])
    #expect(
      canonicalJSON(of: parsed.specification).contains(
        #""zip":[{"method":[{"hinton":{"convention":"paper","lambda":0.5,"temperature":4.0}},{"generalized":{"imitation":1.0}}],"training.epochs":[5,6]}]"#
      ))
  }

  // MARK: Options

  @Test("take the swept options that they have: each has its own variants")
  func options() throws {
    let parsed = try parsed(
      "[hinton, generalized]",
      more: "sweep: {method.lambda: [0, 1], method.imitation: [0.1, 0.2, 0.3]}")
    #expect(swept(parsed) == [["method.lambda"], ["method.imitation"]])
    #expect(parsed.settings.map(\.label) == ["method=hinton", "method=generalized"])
    #expect(parsed.settings.map { $0.specification.sweptOptions.count } == [2, 3])
    #expect(parsed.specification.sweep.map(\.key) == ["method"])
  }

  @Test("may have lists of their own, which are no part of their names")
  func lists() throws {
    let parsed = try parsed("[{hinton: {lambda: [0, 1], temperature: 1}}, generalized]")
    #expect(swept(parsed) == [["method.lambda"], []])
    #expect(parsed.settings.map(\.label) == ["method=hinton temperature 1", "method=generalized"])
  }

  @Test("that differ in nothing but their lists are named by them")
  func named() throws {
    let parsed = try parsed("[{hinton: {lambda: [0, 0.25]}}, {hinton: {lambda: [0.75, 1]}}]")
    #expect(
      parsed.settings.map(\.label) == [
        "method=hinton lambda 0 or 0.25", "method=hinton lambda 0.75 or 1",
      ])
  }

  @Test("may be given options that advance together, all or none of which a method has")
  func zippedOptions() throws {
    let parsed = try parsed(
      "[hinton, generalized]",
      more: "sweep: {zip: {method.lambda: [0, 1], method.temperature: [1, 2]}}")
    #expect(parsed.settings.map { $0.specification.sweptOptions.count } == [2, 1])
  }

  // MARK: Identity

  @Test("are one job whether an option's list stands in the method or under 'sweep'")
  func identity() throws {
    let inside = try parsed("[{hinton: {lambda: [0, 1]}}, generalized]")
    let outside = try parsed("[hinton, generalized]", more: "sweep: {method.lambda: [0, 1]}")
    #expect(inside.specification == outside.specification)
    #expect(inside.settings == outside.settings)
    #expect(
      canonicalJSON(of: inside.specification).contains(
        #""sweep":{"method":[{"method":{"hinton":{"convention":"paper","lambda":0.0,"temperature":4.0}},"sweep":{"method.lambda":[0.0,1.0]}},{"generalized":{"imitation":1.0}}]}"#
      ))
  }

  @Test("leave the canonical form of a job of one method as it was")
  func single() throws {
    let one = try parsed("hinton").specification
    #expect(one.methods.isEmpty)
    let form = canonicalJSON(of: one)
    #expect(
      form.contains(#""method":{"hinton":{"convention":"paper","lambda":0.5,"temperature":4.0}}"#))
    #expect(form.contains(#""sweep":{}"#))
  }

  @Test("are one row of what a job sets beyond the defaults, with their lists")
  func provenance() throws {
    let job = try parsed("[{hinton: {lambda: [0, 1], temperature: 1}}, generalized]").specification
    let rows = job.nonDefaultValues(methods: Example.methods, networks: Example.kinds)
    #expect(
      rows.filter { $0.key.contains("method") }.map { "\($0.key) = \($0.text)" } == [
        "sweep.method = [hinton lambda 0 or 1 temperature 1, generalized]"
      ])
  }

  // MARK: Presets

  @Test("are all given full weight by 'control-panel', or refused where one has none to vary")
  func controlPanel() throws {
    let both = try parsed(
      "[hinton, {hinton: {temperature: 1}}]", more: "experiment: control-panel")
    #expect(swept(both) == [["method.lambda"], ["method.lambda"]])
    #expect(
      Example.message(
        Example.small(
          method: "method: [hinton, generalized]", more: "experiment: control-panel")) == """
          job.yaml:9:18: the method has no weight to vary
            9 | method: [hinton, generalized]
              |                  ^^^^^^^^^^^
            found 'generalized', which has no option 'lambda'
            expected a method with 'lambda'
            remove 'experiment'
          """)
    #expect(
      Example.message(
        Example.small(
          method: "method: [{hinton: {lambda: [0.5, 1]}}, {hinton: {temperature: 1}}]",
          more: "experiment: control-panel")) == """
          job.yaml:9:40: the weight is written for some of the methods only
            9 | method: [{hinton: {lambda: [0.5, 1]}}, {hinton: {temperature: 1}}]
              |                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^
            found 'lambda' in 1 of 2 methods
            expected 'lambda' in all of them, or in none
            leave 'lambda' to the preset, or write it in every method
          """)
  }
}

@Suite("A list of methods that cannot be run") struct WrongMethodListTests {
  private func message(_ method: String, more: String = "") -> String {
    Example.message(Example.small(method: "method: \(method)", more: more))
  }

  @Test("names the nearest method for one that nobody knows")
  func unknown() {
    #expect(
      message("[hinton, generalised]", more: "sweep: {method.imitation: [0, 1]}") == """
        job.yaml:9:18: unknown method
          9 | method: [hinton, generalised]
            |                  ^^^^^^^^^^^
          expected one of: hinton, generalized, losses
          did you mean 'generalized'?
        """)
    #expect(
      message("[hintn]") == """
        job.yaml:9:10: unknown method
          9 | method: [hintn]
            |          ^^^^^
          expected one of: hinton, generalized, losses
          did you mean 'hinton'?
        """)
  }

  @Test("says what to write into an empty one")
  func empty() {
    #expect(
      message("[]") == """
        job.yaml:9:9: empty list for 'method'
          9 | method: []
            |         ^^
          expected one method or more
          write e.g. 'method: [hinton, generalized]'
        """)
  }

  @Test("refuses one that stands there twice, however it is written")
  func twice() {
    #expect(
      message("[hinton, generalized, {hinton: {temperature: 4.0}}]") == """
        job.yaml:9:31: repeated value in 'method'
          9 | method: [hinton, generalized, {hinton: {temperature: 4.0}}]
            |                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          expected every value once
          remove one of the two
        """)
    #expect(
      message("[hinton, {hinton: {lambda: 1}}]", more: "sweep: {method.lambda: [0.5, 1]}")
        .contains("job.yaml:9:18: repeated value in 'method'"))
  }

  @Test("points at an unknown option of one of them")
  func option() {
    #expect(
      message("[hinton, {generalized: {imitatoin: 1}}]") == """
        job.yaml:9:33: unknown key
          9 | method: [hinton, {generalized: {imitatoin: 1}}]
            |                                 ^^^^^^^^^
          expected one of: imitation
          did you mean 'imitation'?
        """)
  }

  @Test("refuses a swept option that none of them has, and suggests one of any")
  func swept() {
    #expect(
      message("[hinton, generalized]", more: "sweep: {method.imitatio: [0, 1]}") == """
        job.yaml:10:9: unknown key in 'sweep'
          10 | sweep: {method.imitatio: [0, 1]}
             |         ^^^^^^^^^^^^^^^
          expected one of: teacher.modality, student.modality, method.lambda, method.temperature, method.convention, method.imitation, or another key of the file, as training.epochs (docs/sweeps.md lists them)
          did you mean 'method.imitation'?
        """)
  }

  @Test("says which method does not take a value")
  func value() {
    #expect(
      message("[hinton, generalized]", more: "sweep: {method.imitation: [0, 2]}") == """
        job.yaml:10:31: value of 'sweep.method.imitation' out of range (with method=generalized)
          10 | sweep: {method.imitation: [0, 2]}
             |                               ^
          expected a number from 0 to 1
        """)
  }

  @Test("refuses a zip of options of which one of them has only some")
  func torn() {
    #expect(
      message(
        "[hinton, generalized]",
        more: "sweep: {zip: {method.imitation: [0, 1], method.temperature: [1, 2]}}"
      ).hasPrefix(
        """
        job.yaml:10:15: a zip of options of which a method has only some (with method=hinton)
          10 | sweep: {zip: {method.imitation: [0, 1], method.temperature: [1, 2]}}
             |               ^^^^^^^^^^^^^^^^
          found 'hinton' has 'method.temperature', but no 'method.imitation'
          expected all options of a zip, or none of them, in every method
          write the lists outside 'zip', or compare this method in a job of its own
        """))
  }

  @Test("stands under 'method' or under 'sweep', not in both")
  func both() {
    #expect(
      message("[hinton, generalized]", more: "sweep: {method: [hinton, generalized]}") == """
        job.yaml:10:9: 'method' is swept twice
          10 | sweep: {method: [hinton, generalized]}
             |         ^^^^^^
          found here, and on line 9
          expected one list
          remove the list under 'method' or the one under 'sweep'
        """)
  }

  @Test("is what a mapping of several methods was meant to be")
  func mapping() {
    #expect(
      message("{hinton: {}, generalized: {}}") == """
        job.yaml:9:22: not one method
          9 | method: {hinton: {}, generalized: {}}
            |                      ^^^^^^^^^^^
          found 2 of them
          expected one of: hinton, generalized, losses
          to compare methods write a list: 'method: [hinton, generalized]'
        """)
  }

  @Test("warns of a method beside the list that does not hold it, and of methods nobody asks")
  func warnings() {
    #expect(
      message("hinton", more: "sweep: {method: [generalized]}") == """
        job.yaml:9:9: warning: value is not run
          9 | method: hinton
            |         ^^^^^^
          'method' is swept, and its list does not hold this value
        """)
    #expect(
      message("[hinton, generalized]", more: "distil: false") == """
        job.yaml:10:9: warning: methods are compared, but nothing is distilled
          10 | distil: false
             |         ^^^^^
          write one method, or remove 'distil: false'
        """)
  }
}
