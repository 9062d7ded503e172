import Distillation
import Plans
import Records
import Statistics
import Testing

@testable import Experiments

@Suite("The predictions of an arm") struct ArmPredictionsTests {
  /// Four rows of class 0, of which the first so many are right.
  private func right(_ count: Int) -> Predictions {
    .classes(
      ClassProbabilities(
        probabilities: (0..<4).flatMap { $0 < count ? [0.9, 0.1] : [0.1, 0.9] },
        labels: [0, 0, 0, 0], classes: 2))
  }

  private func arm(_ test: [Int: Predictions]) -> ArmPredictions {
    var arm = ArmPredictions(setting: "", place: Place(.smoothed, student: "s", phase: ""))
    arm.test = test
    return arm
  }

  @Test("have the mean of all draws of a seed, then of the seeds")
  func means() {
    var shuffled = arm([0: right(4), 1: right(2)])
    shuffled.furtherTest = [[0: right(0), 1: right(2)]]
    #expect(shuffled.mean(.accuracy) == 0.5)
    #expect(shuffled.draws(ofSeed: 0).count == 2)
  }

  @Test("are paired over the seeds both arms have, all draws of the reference together")
  func paired() {
    var reference = arm([0: right(1), 2: right(3)])
    reference.furtherTest = [[0: right(2)]]
    let pairs = arm([0: right(4), 1: right(4), 2: right(4)]).paired(with: reference)
    #expect(pairs.candidate.count == 2)
    #expect(pairs.reference.map(\.count) == [2, 1])
  }

  @Test("a reference of several draws is beaten by less spread than one draw alone", arguments: [3])
  func power(seeds: Int) throws {
    // One draw a seed swings, its mean over four does not.
    let candidate = [Predictions](repeating: right(4), count: seeds)
    let draws = [0, 3, 1, 2]
    let single = (0..<seeds).map { [right(draws[$0])] }
    let several = [[Predictions]](repeating: draws.map(right), count: seeds)
    func width(_ reference: [[Predictions]]) throws -> Double {
      let interval = try #require(
        Metric.accuracy.differences(candidate, reference).map { CrossedInterval(differences: $0) })
      return interval.upper - interval.lower
    }
    #expect(try width(several) < width(single))
  }

  @Test("are cut short where more than a tenth of the seeds are")
  func cutShort() {
    var ten = arm(Dictionary(uniqueKeysWithValues: (0..<10).map { ($0, right(4)) }))
    ten.cutShort = [3]
    #expect(!ten.isCutShort)
    ten.cutShort = [3, 4]
    #expect(ten.isCutShort)
    var three = arm([0: right(4), 1: right(4), 2: right(4)])
    three.cutShort = [1]
    #expect(three.isCutShort)
  }

  @Test("export the seed best on their own validation rows, the lowest of equals")
  func exported() {
    var arm = arm([0: right(1), 1: right(4), 2: right(4)])
    #expect(arm.exportedSeed == 0)
    arm.validationScores = [
      0: ValidationScore(score: 0.5, loss: 1), 1: ValidationScore(score: 0.7, loss: 1),
      2: ValidationScore(score: 0.7, loss: 0.1),
    ]
    #expect(arm.exportedSeed == 1)
  }
}
