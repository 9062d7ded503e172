import Randomness
import Statistics
import Testing

@testable import Experiments

@Suite("What a teacher remembers of its rows") struct TeacherMemoryTests {
  /// Two classes; right where told so.
  private func classes(_ isRight: [Bool]) -> Predictions {
    .classes(
      ClassProbabilities(
        logits: isRight.flatMap { $0 ? [1.0, 0.0] : [0.0, 1.0] },
        labels: isRight.map { _ in 0 }, classes: 2))
  }

  private func values(_ predicted: [Double], actual: [Double]) -> Predictions {
    .values(PredictedValues(predicted: predicted, actual: actual))
  }

  private func draws(_ rows: Int, share: Double, seed: Int) -> [Bool] {
    var generator = RandomStream(key: UInt64(seed))
    return (0..<rows).map { _ in generator.uniform() < share }
  }

  @Test("in shares of right rows, and their distance in standard errors of the paired difference")
  func byHand() throws {
    let seen = [true, true, true, true, true, true, true, true, true, false]
    let unseen = [true, true, true, true, true, true, false, false, false, false]
    let memory = try #require(
      TeacherMemory(inSample: [classes(seen)], outOfFold: [classes(unseen)], groups: nil))
    #expect(abs(memory.inSample - 0.9) < 1e-12)
    #expect(abs(memory.outOfFold - 0.6) < 1e-12)
    // Differences: three 1, seven 0. Variance 10/9 · 0.3 · 0.7, error √(variance/10).
    let error = (0.3 * 0.7 / 9).squareRoot()
    #expect(abs(memory.distance - 0.3 / error) < 1e-9)
    #expect(!memory.isFar)
  }

  @Test("is far for a network that has every row right and one in three wrong out of fold")
  func heart() throws {
    let memory = try #require(
      TeacherMemory(
        inSample: [classes(draws(200, share: 1, seed: 1)), classes(draws(200, share: 1, seed: 2))],
        outOfFold: [
          classes(draws(200, share: 0.67, seed: 3)), classes(draws(200, share: 0.67, seed: 4)),
        ], groups: nil))
    #expect(memory.isFar)
  }

  @Test("is far at most once in a hundred draws where both are as good as each other")
  func silent() {
    let far = (0..<300).count { draw in
      TeacherMemory(
        inSample: [classes(draws(150, share: 0.8, seed: 2 * draw + 10))],
        outOfFold: [classes(draws(150, share: 0.8, seed: 2 * draw + 11))],
        groups: nil
      )?.isFar == true
    }
    #expect(far <= 3)
  }

  @Test("of real targets is one of squared errors")
  func values() throws {
    let actual = (0..<50).map(Double.init)
    let seen = actual.map { $0 + 0.1 }
    let unseen = actual.map { $0 + (Int($0) % 2 == 0 ? 2 : -3) }
    let memory = try #require(
      TeacherMemory(
        inSample: [values(seen, actual: actual)], outOfFold: [values(unseen, actual: actual)],
        groups: nil))
    #expect(abs(memory.inSample - 0.01) < 1e-9)
    #expect(abs(memory.outOfFold - 6.5) < 1e-9)
    #expect(memory.isFar)
  }

  @Test("counts groups, not rows: one group that is learned by heart is one observation")
  func groups() throws {
    let seen = (0..<100).map { _ in true }
    let unseen = (0..<100).map { $0 >= 20 }
    let groups = (0..<100).map { $0 / 20 }
    func distance(_ groups: [Int]?) throws -> Double {
      try #require(
        TeacherMemory(inSample: [classes(seen)], outOfFold: [classes(unseen)], groups: groups)
      ).distance
    }
    #expect(try distance(nil) > 3)
    #expect(try distance(groups) < 3)
  }

  @Test("says nothing where one side is missing, or has one row")
  func nothing() {
    #expect(TeacherMemory(inSample: [], outOfFold: [], groups: nil) == nil)
    #expect(
      TeacherMemory(inSample: [classes([true])], outOfFold: [classes([false])], groups: nil) == nil)
    #expect(TeacherMemory(inSample: [classes([true, false])], outOfFold: [], groups: nil) == nil)
  }
}
