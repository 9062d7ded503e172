import Testing

@testable import Plans

@Suite("A choice on validation rows") struct ValidationScoreTests {
  /// - Parameter losses: one a candidate, the same in every seed; 0 where none is given.
  private func best(
    _ scores: [String: [Double?]], _ order: [String], losses: [String: Double] = [:]
  ) -> String? {
    ValidationScore.best(of: order) { name -> [ValidationScore?] in
      (scores[name] ?? []).map { score -> ValidationScore? in
        score.map { ValidationScore(score: $0, loss: losses[name] ?? 0) }
      }
    }
  }

  @Test("takes the best mean over seeds")
  func mean() {
    #expect(best(["a": [0.7, 0.8], "b": [0.9, 0.7], "c": [0.5, 1]], ["a", "b", "c"]) == "b")
  }

  @Test("leaves ties to the one named first, also where sums differ in the last bit")
  func ties() {
    let first = [0.8, 0.7, 0.8]
    let second = [0.7, 0.8, 0.8]
    #expect(best(["a": first, "b": second], ["a", "b"]) == "a")
    #expect(best(["a": first, "b": second], ["b", "a"]) == "b")
  }

  @Test("gives equal scores to the lower loss, whichever is named first")
  func losses() {
    let scores: [String: [Double?]] = ["a": [0.8, 0.7], "b": [0.7, 0.8], "c": [0.7, 0.7]]
    #expect(best(scores, ["a", "b", "c"], losses: ["a": 0.5, "b": 0.4, "c": 0.1]) == "b")
    #expect(best(scores, ["b", "a", "c"], losses: ["a": 0.3, "b": 0.4, "c": 0.1]) == "a")
  }

  @Test("takes the first without validation scores")
  func none() {
    #expect(best(["a": [nil, nil], "b": [nil, nil]], ["a", "b"]) == "a")
  }

  @Test("prefers candidates of which fewer seeds diverged")
  func diverged() {
    #expect(best(["a": [nil, 0.99], "b": [0.6, 0.6]], ["a", "b"]) == "b")
  }
}
