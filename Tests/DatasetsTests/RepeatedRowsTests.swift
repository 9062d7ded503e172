import Testing

@testable import Datasets

@Suite("Rows that are equal") struct RepeatedRowsTests {
  /// Rows known by one number each: a row a letter of `train`, `validation`, `test`.
  private func repeated(
    _ train: [Int], _ validation: [Int], _ test: [Int], labels: [Int]? = nil,
    isDiscrete: Bool = false, leavingOut left: Set<Int> = []
  ) -> RepeatedRows {
    let bounds = [0, train.count, train.count + validation.count]
    let split = Split(
      train: Array(0..<bounds[1]), validation: Array(bounds[1]..<bounds[2]),
      test: Array(bounds[2]..<(bounds[2] + test.count)))
    let digests = (train + validation + test).map { RowDigest([Double($0)]) }
    return RepeatedRows(
      digests, used: UsedRows(split), labels: labels, isDiscrete: isDiscrete, leavingOut: left)
  }

  @Test("are counted in the later part, once a row, for each pair of parts")
  func pairs() {
    let found = repeated([1, 2, 3], [1, 4, 4], [4, 5, 2, 2])
    #expect(found.overlaps.map(\.part) == ["validation", "test", "test"])
    #expect(found.overlaps.map(\.earlier) == ["train", "train", "validation"])
    #expect(found.overlaps.map(\.rows) == [1, 2, 1])
    #expect(found.copiesOfTrain(in: "validation") == 1 && found.copiesOfTrain(in: "test") == 2)
  }

  @Test("inside a part alone are shared with none")
  func inside() {
    let found = repeated([1, 1, 1], [2, 2], [3, 3])
    #expect(found.overlaps.isEmpty && found.copiesOfTrain(in: "test") == 0)
    #expect(repeated([], [], []).overlaps.isEmpty)
  }

  @Test("with other labels are counted apart, all rows of the contradiction too")
  func labels() {
    let found = repeated([1, 2, 3], [], [1, 2, 9], labels: [0, 1, 0, 0, 0, 1])
    #expect(found.overlaps.map(\.rows) == [2] && found.overlaps.map(\.otherLabels) == [1])
    #expect(found.contradictory == 2)
    // Train itself disagrees: whatever test says, one of them differs.
    let torn = repeated([1, 1], [], [1], labels: [0, 1, 0])
    #expect(torn.overlaps.map(\.otherLabels) == [1] && torn.contradictory == 3)
    #expect(repeated([1, 1, 2], [], [3], labels: [0, 1, 0, 0]).contradictory == 2)
    #expect(repeated([1, 1, 2], [], [3], labels: [1, 1, 0, 0]).contradictory == 0)
  }

  @Test("of a real target contradict nothing")
  func realTarget() {
    let found = repeated([1, 2], [], [1, 1])
    #expect(found.contradictory == 0 && found.overlaps.map(\.otherLabels) == [0])
  }

  @Test("that are left out count nowhere")
  func leftOut() {
    #expect(repeated([1, 2], [], [1, 2]).copiesOfTrain(in: "test") == 2)
    #expect(repeated([1, 2], [], [1, 2], leavingOut: [2]).copiesOfTrain(in: "test") == 1)
    #expect(repeated([1, 2], [], [1, 2], leavingOut: [0]).copiesOfTrain(in: "test") == 1)
  }

  @Test("of few values are expected as often as unseen ones are rare, of many values never")
  func expected() {
    // Each of ten values ten times in train: a new row is a known one almost surely.
    let train = (0..<100).map { $0 % 10 }
    let known = repeated(train, [], Array(0..<10), isDiscrete: true)
    #expect(known.isDiscrete && known.overlaps.map(\.isExpected) == [true])
    #expect(repeated(train, [], Array(0..<10)).overlaps.map(\.isExpected) == [false])
    // Train knows every value once: a new row is an unseen one almost surely, and 30 of 40 are not.
    let rare = repeated(
      Array(0..<100), [], Array(0..<30) + Array(200..<210), isDiscrete: true)
    #expect(rare.overlaps.map(\.rows) == [30] && rare.overlaps.map(\.isExpected) == [false])
    let few = repeated(Array(0..<100), [], [0] + Array(200..<239), isDiscrete: true)
    #expect(few.overlaps.map(\.isExpected) == [true])
  }

  @Test("drawn from few values at random are expected, copies among them are not")
  func null() {
    var cohort = Cohort(rows: 2)
    var alarms = 0
    for _ in 0..<200 {
      // About 230 of 1 000 values are in train.
      func draw(_ count: Int) -> [Int] { (0..<count).map { _ in cohort.integer(below: 1_000) } }
      let (train, test) = (draw(260), draw(100))
      let found = repeated(train, [], test, isDiscrete: true)
      if !found.overlaps.allSatisfy(\.isExpected) { alarms += 1 }
      let planted = repeated(train, [], Array(train[..<60]) + test[..<40], isDiscrete: true)
      #expect(planted.overlaps.map(\.isExpected) == [false])
    }
    #expect(alarms == 0)
  }
}
