import Specifications
import Testing

@Suite("A key that is there again") struct RepeatedKeyTests {
  private func problems(_ yaml: String) -> [String] {
    do throws(SpecificationError) {
      return try ParsedSpecification(yaml: yaml, methods: Example.methods, networks: Example.kinds)
        .warnings.map(\.summary)
    } catch {
      return error.problems.map { problem in
        let place = problem.position.map { "\($0.line):\($0.column)" } ?? ""
        return "\(place) \(problem.summary)"
      }
    }
  }

  @Test("is reported each time, however it is written")
  func thrice() {
    let yaml = Example.small(more: "seeds: 3\n\"seeds\": 4\n'seeds': 5\n\"\\x73eeds\": 6")
    #expect(
      problems(yaml) == ["11:1 repeated key", "12:1 repeated key", "13:1 repeated key"])
  }

  @Test("does not hide the other problems of the file")
  func others() {
    let yaml = Example.small(
      more: "seeds: 0\nseeds: 3\ntraining: {epochs: 3, epochs: 4, batch: 0}\nprioriti: 1")
    #expect(
      problems(yaml) == [
        "10:8 value of 'seeds' out of range", "11:1 repeated key", "12:23 repeated key",
        "12:41 value of 'training.batch' out of range", "13:1 unknown key",
      ])
  }

  @Test("counts once in a list of mappings, where each item has keys of its own")
  func items() {
    let zips = "sweep: {zip: [{training.epochs: [1, 2], training.batch: [3, 4]}, "
    #expect(
      problems(Example.small(more: zips + "{method.lambda: [0, 1], method.temperature: [1, 2]}]}"))
        .isEmpty)
    #expect(
      problems(Example.small(more: zips + "{method.lambda: [0, 1], method.lambda: [0, 1]}]}"))
        == ["10:90 repeated key"])
  }

  @Test("is another key where only the case differs")
  func sameLetters() {
    #expect(problems(Example.small(more: "seeds: 3\nSeeds: 4")) == ["11:1 unknown key"])
    let modalities = "modalities: {a: a.npy, b: b.npy, B: c.npy}"
    #expect(problems(Example.small(modalities: modalities)) == ["modality is never used"])
  }

  @Test("is not merged in from anywhere: '<<' is a key nobody knows")
  func merge() {
    let yaml = Example.small(more: "training: {<<: {epochs: 3}, batch: 8}")
    #expect(
      Example.message(yaml).hasPrefix(
        """
        job.yaml:10:12: unknown key
          10 | training: {<<: {epochs: 3}, batch: 8}
             |            ^^
        """))
  }

  @Test(
    "may not be a list, a mapping or nothing", arguments: ["? [a]\n: 1", "{a: b}: 1", "? {}\n: 1"])
  func collections(entry: String) {
    #expect(
      problems(Example.small(more: entry)) == [
        "10:\(entry.hasPrefix("?") ? 3 : 1) wrong type for a key"
      ])
  }
}

@Suite("The depth of a file") struct DepthTests {
  /// A list in a list in a list, in all so many levels with the file's own mapping.
  private func message(levels: Int) -> String {
    let brackets = String(repeating: "[", count: levels - 2)
    let closing = String(repeating: "]", count: levels - 2)
    return Example.message(Example.small(more: "seeds: \(brackets)1\(closing)"))
  }

  @Test("is 32 levels, as the docs say")
  func limit() {
    #expect(message(levels: 32).hasPrefix("job.yaml:10:8: wrong type for 'seeds'"))
    #expect(message(levels: 33).contains("nested too deeply"))
  }

  @Test("says which level is too deep, and how many there may be")
  func place() {
    let message = message(levels: 33)
    #expect(message.hasPrefix("job.yaml:10:39: nested too deeply"), "\(message)")
    #expect(message.contains("expected at most 32 levels of lists and mappings"))
  }
}
