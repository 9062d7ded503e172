import Specifications
import Testing

@Suite("A sum of losses") struct LossSumTests {
  private func parsed(_ losses: String, more: String = "") throws -> ParsedSpecification {
    try Example.parsed(Example.small(method: "method: {losses: \(losses)}", more: more))
  }

  @Test("is a method whose options are those of its losses, the labels' weight among them")
  func options() throws {
    let method = try parsed("[{hinton: {weight: 2, temperature: 1}}, generalized]").specification
      .method
    #expect(
      method
        == MethodSpecification(
          name: "losses",
          options: [
            "supervised.weight": .number(1), "hinton.weight": .number(2),
            "hinton.temperature": .number(1), "hinton.convention": .text("paper"),
            "generalized.weight": .number(1), "generalized.imitation": .number(1),
          ]))
    #expect(method.isSum && method.summands == ["supervised", "hinton", "generalized"])
    #expect(method.options(ofLoss: "generalized").keys.sorted() == ["imitation", "weight"])
  }

  @Test("does not depend on the order of its losses, nor on spelled-out defaults")
  func identity() throws {
    let one = try parsed("[hinton, {generalized: {weight: 0.5}}]").specification
    let other = try parsed(
      "[{supervised: {weight: 1}}, {generalized: {weight: 0.5}}, {hinton: {temperature: 4}}]"
    ).specification
    #expect(one == other)
    #expect(canonicalJSON(of: one) == canonicalJSON(of: other))
    #expect(
      canonicalJSON(of: one).contains(
        #""method":{"losses":{"generalized.imitation":1.0,"generalized.weight":0.5,"hinton.convention":"paper","hinton.temperature":4.0,"hinton.weight":1.0,"supervised.weight":1.0}}"#
      ))
  }

  @Test("is swept by its options, each behind its loss, in the list or under 'sweep'")
  func sweeps() throws {
    let inside = try parsed("[{hinton: {weight: [0.5, 1]}}, {supervised: {weight: [0, 1]}}]")
    let outside = try parsed(
      "[hinton]", more: "sweep: {method.hinton.weight: [0.5, 1], method.supervised.weight: [0, 1]}")
    #expect(inside.specification == outside.specification)
    #expect(
      inside.specification.sweep.map(\.key) == ["method.supervised.weight", "method.hinton.weight"])
    #expect(inside.specification.sweptOptions.count == 4)
    #expect(
      inside.specification.sweptOptions.last
        == [
          "supervised.weight": .number(1), "hinton.weight": .number(1),
          "hinton.temperature": .number(4), "hinton.convention": .text("paper"),
        ])
  }

  @Test("is a row for each option of what a job sets beyond the defaults")
  func provenance() throws {
    let job = try parsed("[{hinton: {weight: [0.5, 1]}}]").specification
    let rows = job.nonDefaultValues(methods: Example.methods, networks: Example.kinds)
    #expect(
      rows.filter { $0.key.contains("method") }.map { "\($0.key) = \($0.text)" } == [
        "method = losses", "method.losses.hinton.convention = paper",
        "method.losses.hinton.temperature = 4", "method.losses.supervised.weight = 1",
        "sweep.method.hinton.weight = [0.5, 1]",
      ])
  }

  @Test(
    "is named by its losses and what is not at its default",
    arguments: [
      ("[hinton]", "losses hinton"),
      (
        "[{generalized: {weight: 0.5}}, {hinton: {temperature: 1, weight: 2}}]",
        "losses hinton weight 2 temperature 1 + generalized weight 0.5"
      ),
      ("[hinton, {supervised: {weight: 0}}]", "losses supervised weight 0 + hinton"),
    ])
  func words(losses: String, words: String) throws {
    let method = try parsed(losses).specification.method
    #expect(Example.methods.words(for: method) == words)
  }

  @Test("takes of a method what is the teacher's, with one weight")
  func summands() {
    func options(_ name: String) -> [String]? {
      Example.methods.loss(named: name)?.options.map(\.name)
    }
    #expect(options("hinton") == ["weight", "temperature", "convention"])
    #expect(options("generalized") == ["weight", "imitation"])
    let weighted = MethodDescriptor(
      name: "fitnets", summary: "A hint.",
      options: [
        OptionDescriptor(
          name: "weight", kind: .number(atLeast: 0, atMost: 9), defaultValue: .number(3),
          summary: "Its own."),
        OptionDescriptor(
          name: "hard", kind: .number(atLeast: 0, atMost: 9), defaultValue: .number(2),
          summary: "Of the labels."),
      ], labelWeight: "hard")
    #expect(weighted.summand.options == [weighted.options[0]])
  }
}

@Suite("A sum of losses that cannot be") struct WrongLossSumTests {
  private func message(_ losses: String) -> String {
    Example.message(Example.small(method: "method: {losses: \(losses)}"))
  }

  @Test("of no losses says what to write")
  func empty() {
    #expect(
      message("[]") == """
        job.yaml:9:18: empty list for 'method.losses'
          9 | method: {losses: []}
            |                  ^^
          expected one loss or more
          write e.g. 'method: {losses: [{hinton: {weight: 1}}, {fitnets: {weight: 0.5}}]}'
        """)
    #expect(
      Example.message(Example.small(method: "method: losses")) == """
        job.yaml:9:9: a sum without its losses
          9 | method: losses
            |         ^^^^^^
          expected a list, each a loss's name, or a mapping from it to its options
          write e.g. 'method: {losses: [{hinton: {weight: 1}}, {fitnets: {weight: 0.5}}]}'
        """)
    #expect(
      message("{hinton: {weight: 1}}") == """
        job.yaml:9:18: wrong type for 'method.losses'
          9 | method: {losses: {hinton: {weight: 1}}}
            |                  ^^^^^^^^^^^^^^^^^^^^^
          found a mapping
          expected a list, each a loss's name, or a mapping from it to its options
          write e.g. 'method: {losses: [{hinton: {weight: 1}}, {fitnets: {weight: 0.5}}]}'
        """)
  }

  @Test("within another is written into it")
  func nested() {
    #expect(
      message("[hinton, {losses: [generalized]}]") == """
        job.yaml:9:28: a sum within a sum
          9 | method: {losses: [hinton, {losses: [generalized]}]}
            |                            ^^^^^^
          expected one of: supervised, hinton, generalized
          write its losses into the outer list, their weights multiplied
        """)
  }

  @Test("of an unknown loss gets the nearest name")
  func unknown() {
    #expect(
      message("[{hintn: {weight: 1}}]") == """
        job.yaml:9:20: unknown loss
          9 | method: {losses: [{hintn: {weight: 1}}]}
            |                    ^^^^^
          expected one of: supervised, hinton, generalized
          did you mean 'hinton'?
        """)
    #expect(
      message("[{hinton: {wieght: 1}}]") == """
        job.yaml:9:29: unknown key
          9 | method: {losses: [{hinton: {wieght: 1}}]}
            |                             ^^^^^^
          expected one of: weight, temperature, convention
          did you mean 'weight'?
        """)
  }

  @Test("of a negative weight is told that a loss is added, never taken away")
  func negative() {
    #expect(
      message("[{hinton: {weight: -0.5}}]") == """
        job.yaml:9:37: value of 'method.losses.hinton.weight' out of range
          9 | method: {losses: [{hinton: {weight: -0.5}}]}
            |                                     ^^^^
          expected a number from 0 to 1000000
          a loss is added, never taken away: write 0, or leave it out
        """)
  }

  @Test("weighs labels once: an option that weighs them in a method is none of a sum")
  func labels() {
    #expect(
      message("[{hinton: {lambda: 0.5}}]") == """
        job.yaml:9:29: 'lambda' in a sum of losses
          9 | method: {losses: [{hinton: {lambda: 0.5}}]}
            |                             ^^^^^^
          expected one of: weight, temperature, convention
          labels are a term of the sum: write 'weight' here, and '{supervised: {weight: …}}' for theirs, which is 1 where it is left out
        """)
    #expect(
      message("[supervised]") == """
        job.yaml:9:18: a sum without a teacher
          9 | method: {losses: [supervised]}
            |                  ^^^^^^^^^^^^
          found 'supervised' alone
          expected a loss that looks at the teacher: hinton, generalized
          the student that learns from labels alone is in every job: add a loss
        """)
  }

  @Test("names every loss once, one an item")
  func once() {
    #expect(
      message("[hinton, {hinton: {temperature: 1}}]") == """
        job.yaml:9:28: 'hinton' stands twice in one sum
          9 | method: {losses: [hinton, {hinton: {temperature: 1}}]}
            |                            ^^^^^^
          expected every loss once
          remove one of the two, and give the other its weight
        """)
    #expect(
      message("[{hinton: , generalized: }]") == """
        job.yaml:9:19: not one loss
          9 | method: {losses: [{hinton: , generalized: }]}
            |                   ^^^^^^^^^^^^^^^^^^^^^^^^^
          found a mapping of several
          expected one of: supervised, hinton, generalized
          write each as an item of its own: '- {…}'
        """)
  }
}
