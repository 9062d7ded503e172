import Specifications
import Testing

@testable import Plans

@Suite("A run's key") struct RunKeyTests {
  @Test("is one for a value however it was put together, and another for another value")
  func spelling() {
    let one: CanonicalValue = ["a": 1, "b": 0.1]
    let other: CanonicalValue = ["b": .number(0.1), "a": .integer(1)]
    #expect(RunKey(of: one) == RunKey(of: other))
    #expect(RunKey(of: one) != RunKey(of: ["a": 1, "b": 0.10000000000000002]))
    #expect(RunKey(of: ["a": "1"]) != RunKey(of: ["a": 1]))
    #expect(RunKey(of: "a").description.count == 64)
  }

  @Test("is the SHA-256 of the value's JSON, so that anyone can compute it")
  func digest() {
    // printf '"a"' | sha256sum
    #expect(
      RunKey(of: "a").description
        == "ac8d8342bbb2362d13f0a559a3621bb407011368895164b628a54f7fc33fc43c")
  }
}

@Suite("What a stage asks for") struct StageInputTests {
  @Test("is told apart from others by its name alone")
  func names() {
    #expect(StageInput.source("pixels") == "source pixels")
    #expect(StageInput.source("teacher") != .teacher)
    #expect(
      ["student", "source x", "teacher"].map(StageInput.init).sorted().map(\.description) == [
        "source x", "student", "teacher",
      ])
  }
}
