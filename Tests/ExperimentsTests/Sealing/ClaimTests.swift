import Records
import Statistics
import Testing

@testable import Experiments

@Suite("A claim") struct ClaimTests {
  private func transfers(_ lowers: [(String, Double?)], p: Double = 1e-4) -> [TransferRecord] {
    lowers.map { name, lower in
      TransferRecord(
        reference: name, value: lower.map { $0 + 0.02 }, lower: lower,
        upper: lower.map { $0 + 0.04 }, pValue: lower == nil ? nil : p)
    }
  }

  private func comparison(
    _ transfers: [TransferRecord], metric: Metric = .accuracy, gainLower: Double? = 0.01,
    reservations: [String] = []
  ) -> ComparisonRecord {
    var record = ComparisonRecord(
      ordinal: 0, teacher: "t", student: "s", variant: "", method: "hinton", split: "test",
      metric: metric.rawValue, seeds: 3, rows: 100)
    record.selected = true
    record.gainLower = gainLower
    record.transfers = transfers
    record.claimPValue = transfers.isEmpty ? nil : Claim.test(transfers).pValue
    record.reservations = reservations
    return record
  }

  private static let all = ["student", "class-mean", "smoothed", "across", "within"]

  private func decided(_ comparisons: [ComparisonRecord]) -> [ComparisonRecord] {
    var comparisons = comparisons
    Claim.decide(&comparisons, primary: .accuracy)
    return comparisons
  }

  @Test("is made where every reference is beaten with the whole interval")
  func made() {
    let record = decided([comparison(transfers(Self.all.map { ($0, 0.01) }))])[0]
    #expect(record.claim)
    #expect(record.pAdjusted == record.claimPValue)
  }

  @Test("is vetoed by any one of them, also by a shuffled teacher", arguments: all)
  func vetoed(_ reference: String) {
    let lowers = Self.all.map { ($0, $0 == reference ? -0.001 : 0.05) as (String, Double?) }
    #expect(!decided([comparison(transfers(lowers))])[0].claim)
    let missing = Self.all.map { ($0, $0 == reference ? nil : 0.05) as (String, Double?) }
    let unknown = decided([comparison(transfers(missing))])[0]
    #expect(!unknown.claim && unknown.claimPValue == 1)
    #expect(Claim.leastClear(transfers(lowers))?.reference == reference)
    #expect(Claim.leastClear(transfers(missing))?.reference == reference)
  }

  @Test("is vetoed by a reservation, by a gain without a bound, and where there are no references")
  func reserved() {
    let good = transfers(Self.all.map { ($0, 0.01) })
    #expect(!decided([comparison(good, reservations: ["cut short"])])[0].claim)
    #expect(!decided([comparison(good, gainLower: nil)])[0].claim)
    #expect(!decided([comparison([])])[0].claim)
  }

  @Test("uses its own adjusted p-value, and every pair is in the family")
  func family() {
    let weak = comparison(transfers(Self.all.map { ($0, 0.001) }, p: 0.02))
    #expect(decided([weak])[0].claim)
    // Nine pairs that show nothing, with p-values or without: 0.02 becomes 0.2.
    let others = (0..<9).map { index in
      comparison(index.isMultiple(of: 2) ? [] : transfers(Self.all.map { ($0, -0.01) }, p: 0.9))
    }
    let all = decided([weak] + others)
    #expect(!all[0].claim)
    #expect(abs((all[0].pAdjusted ?? 0) - 0.2) < 1e-12)
    #expect(all.allSatisfy { $0.pAdjusted != nil })
  }

  @Test("is made of the primary metric alone")
  func primary() {
    let good = transfers(Self.all.map { ($0, 0.01) })
    let records = decided([comparison(good, metric: .logLoss), comparison(good)])
    #expect(records.map(\.claim) == [false, true])
  }
}
