import Records
import Testing

@testable import Ledger

@Suite("The view `nightly`") struct NightlyViewTests {
  let sample: SampleLedger

  init() throws { sample = try SampleLedger() }

  @discardableResult
  private func night(
    name: String = "sweep", verdicts: [VerdictRecord] = [], _ comparisons: [ComparisonRecord]
  ) throws -> HandMadeJob {
    let job = try HandMadeJob(in: sample, name: name)
    for verdict in verdicts { try job.ledger.commitVerdict(job: job.job, verdict) }
    try job.seal(comparisons)
    return job
  }

  private func rows(_ columns: String) throws -> [String] {
    try sample.answer("SELECT \(columns) FROM nightly ORDER BY job, ordinal")
  }

  @Test("sets the selected variant against the one selected then, every other against itself")
  func pairs() throws {
    try night([
      .of("lambda=0.5", gain: 0.125), .of("lambda=1", gain: 0.25, selected: false),
    ])
    try night([
      .of("lambda=0.5", gain: 1, selected: false), .of("lambda=1", gain: 2),
      .of("lambda=2", gain: 3, selected: false),
    ])
    #expect(
      try rows("variant, selected, variant_then, gain_then, gain, difference") == [
        "lambda=0.5|0|lambda=0.5|0.125|1.0|0.875", "lambda=1|1|lambda=0.5|0.125|2.0|1.875",
        "lambda=2|0|-|-|3.0|-",
      ])
  }

  @Test("keeps settings, splits, metrics and pairs apart")
  func cells() throws {
    var other = ComparisonRecord.of("lambda=1", gain: 16)
    other.teacher = "zernike"
    let cells: [ComparisonRecord] = [
      .of("epochs=1, lambda=1", setting: "epochs=1", gain: 1),
      .of("epochs=2, lambda=1", setting: "epochs=2", gain: 2),
      .of("lambda=1", split: "validation", gain: 4), .of("lambda=1", metric: "auc", gain: 8),
      other,
    ]
    try night(cells)
    try night(cells.reversed())
    #expect(
      try rows("gain_then, gain")
        == ["16.0|16.0", "8.0|8.0", "4.0|4.0", "2.0|2.0", "1.0|1.0"])
  }

  @Test("makes the difference's interval of the ends that face each other, in squares")
  func interval() throws {
    // Below: now − lower is 3, then's upper end is 4 above it: 5. Above: 5 and 12: 13.
    try night([.of("lambda=1", gain: 100, from: 88, to: 104)])
    try night([.of("lambda=1", gain: 110, from: 107, to: 115)])
    #expect(
      try rows("difference, difference_lower, difference_upper, moved") == ["10.0|5.0|23.0|1"])
  }

  @Test(
    "moved when the interval of the difference leaves out 0, upwards or downwards",
    arguments: [
      (10.0, 4.9, 1), (10, 5, 0), (10, 5.1, 0), (-10, 4.9, 1), (-10, 5, 0), (0, 1, 0),
    ])
  func moved(difference: Double, half: Double, moved: Int) throws {
    // Both intervals as wide in the proportion 3 to 4, so that the difference's is twice `half`.
    let (before, after) = (1.2 * half, 1.6 * half)
    try night([.of("lambda=1", gain: 0, from: -before, to: before)])
    try night([
      .of("lambda=1", gain: difference, from: difference - after, to: difference + after)
    ])
    #expect(try rows("moved") == ["\(moved)"])
  }

  @Test("cannot tell whether anything moved where either night has no interval")
  func withoutInterval() throws {
    let bare = ComparisonRecord.of("lambda=1", gain: 5)
    let whole = ComparisonRecord.of("lambda=1", gain: 1, from: 0.5, to: 1.5)
    for comparisons in [[bare], [whole], [bare]] { try night(comparisons) }
    #expect(
      try rows("difference, difference_lower, difference_upper, moved")
        == ["-4.0|-|-|-", "4.0|-|-|-"])
  }

  @Test("has a pair that diverged on one of two nights without a difference")
  func diverged() throws {
    try night([.of("lambda=1", gain: 0.5, from: 0.25, to: 0.75, outcome: "helps")])
    try night([.of("lambda=1", gain: nil, outcome: nil)])
    try night([.of("lambda=1", gain: 0.5, from: 0.25, to: 0.75, outcome: "helps")])
    #expect(
      try rows("gain_then, gain, difference, moved, outcome_then, outcome")
        == ["0.5|-|-|-|helps|-", "-|0.5|-|-|-|helps"])
  }

  @Test("has the verdict of the comparison's own setting, then and now, where one was given")
  func verdicts() throws {
    let comparisons: [ComparisonRecord] = ["epochs=1", "epochs=2"].map {
      .of("\($0), lambda=1", setting: $0)
    }
    try night(
      verdicts: [
        .of("distil", setting: "epochs=1"),
        .of("do not distil", ordinal: 1, setting: "epochs=2"),
      ], comparisons)
    try night(verdicts: [.of("cannot tell", setting: "epochs=2")], comparisons)
    #expect(
      try rows("setting, verdict_then, verdict")
        == ["epochs=1|distil|-", "epochs=2|do not distil|cannot tell"])
  }

  @Test("has no row for the first of a name, nor for a night that compares nothing")
  func none() throws {
    try night([.of("lambda=1")])
    try night(name: "another", [.of("lambda=1")])
    try night([])
    #expect(try rows("job") == [])
    #expect(try sample.answer("SELECT previous_job FROM nights ORDER BY job") == ["-", "-", "1"])
  }

  @Test("counts the later drops that the night answered, not its own nor other nights'")
  func duplicates() throws {
    let first = try night([.of("lambda=1")])
    let second = try night([.of("lambda=1")])
    for (claim, job) in [("a", second), ("b", second), ("c", first)] {
      let drop = try sample.ledger.recordDrop(claim: claim, name: "x.tar", receivedAt: .zero)
      try sample.ledger.recordDuplicate(drop: drop.drop, of: job.job)
    }
    #expect(try rows("duplicates") == ["2"])
  }
}
