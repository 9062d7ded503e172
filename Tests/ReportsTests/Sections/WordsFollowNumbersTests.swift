import Records
import Testing

@testable import Reports

/// Pairs drawn at random, decided as a job is, and what their report may say of them.
@Suite("Words follow numbers") struct WordsFollowNumbersTests {
  /// A linear congruential generator: the same pairs on every machine.
  private struct Draws {
    var state: UInt64

    mutating func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(1 << 53)
    }

    mutating func between(_ lower: Double, _ upper: Double) -> Double {
      lower + next() * (upper - lower)
    }
  }

  private struct Case {
    var pair: PairEvidence
    var row: ComparisonRecord
    var sentence: String
  }

  private func cases() throws -> [Case] {
    var draws = Draws(state: 7)
    return try (0..<400).map { _ in
      let gain = draws.between(-0.03, 0.03)
      let half = draws.between(0.002, 0.03)
      let width = draws.between(0.002, 0.02)
      var numbers = SampleReport.helping
      numbers.gains[1] = (numbers.gains[1].variant, gain, gain - half, gain + half, 0.02)
      numbers.transfer = (0, -width, width)
      numbers.across = draws.between(-0.02, 0.02)
      numbers.within = draws.between(-0.02, 0.02)
      numbers.classMean = draws.between(-0.02, 0.02)
      numbers.smoothed = draws.between(-0.02, 0.02)
      numbers.constant = draws.between(0.6, 0.75)
      if draws.next() < 0.2 { numbers.reservations = ["fits were cut short"] }
      let adjusted = draws.between(0, 0.1)
      var isClaim = false
      let pair = SampleReport.pair(numbers) { row in
        let transfers = SampleReport.pair(numbers).transfers
        row.pAdjusted = adjusted
        row.transferReference =
          transfers.min { ($0.lower ?? 0) < ($1.lower ?? 0) }?.reference
        row.outcome =
          gain > half
          ? "helps" : gain < -half ? "hurts" : half + abs(gain) <= 0.01 ? "flat" : "unclear"
        isClaim =
          transfers.allSatisfy(\.isBeaten) && adjusted <= 0.05 && numbers.reservations.isEmpty
          && 0.7124 + gain > numbers.constant
        row.claim = isClaim
      }
      let row = try #require(pair.selected)
      return Case(
        pair: pair, row: row,
        sentence: GainWording(pair, row, try #require(pair.format)).sentence)
    }
  }

  @Test("the teacher helps exactly where it is claimed to, and both happen")
  func claims() throws {
    let cases = try cases()
    for example in cases {
      #expect(example.sentence.contains("The teacher helps") == example.row.claim)
    }
    #expect(cases.contains { $0.row.claim })
    #expect(cases.contains { !$0.row.claim && $0.row.outcome == "helps" })
  }

  @Test("a gain without credit names each control that is not beaten, and no other")
  func controls() throws {
    let uncredited = try cases().filter { $0.sentence.contains("gets no credit") }
    #expect(uncredited.count > 20)
    for example in uncredited {
      for transfer in example.pair.transfers where transfer.reference != "student" {
        #expect(
          example.sentence.contains("`\(transfer.reference)`") == !transfer.isBeaten,
          "\(example.sentence)")
      }
    }
  }

  @Test("nothing helps below the constant")
  func constant() throws {
    let below = try cases().filter(\.pair.isBelowConstant)
    #expect(below.count > 20)
    for example in below {
      #expect(!example.sentence.contains("helps"))
      #expect(!example.sentence.contains("Every control is beaten"))
    }
  }

  @Test("a useful gain is ruled out exactly where the upper end says so")
  func ruledOut() throws {
    let open = try cases().filter { $0.row.outcome == "unclear" }
    for example in open {
      let isOut = try #require(example.row.gainUpper) <= 0.01
      #expect(example.sentence.contains("rules out") == isOut)
      #expect(example.sentence.contains("Cannot tell") != isOut)
    }
    #expect(open.contains { $0.sentence.contains("rules out") })
    #expect(open.contains { $0.sentence.contains("Cannot tell") })
  }

  @Test("the table of controls says yes exactly where the interval does")
  func table() throws {
    for example in try cases() {
      let text = ControlsTable(example.pair).blocks.joined(separator: "\n")
      for transfer in example.pair.transfers where transfer.reference != "student" {
        let line = text.line(with: "| `\(transfer.reference)`")
        #expect(line.contains("| yes, by") == transfer.isBeaten, "\(line)")
        #expect(line.contains("| **no**") == ((transfer.value ?? 0) <= 0), "\(line)")
      }
    }
  }
}
