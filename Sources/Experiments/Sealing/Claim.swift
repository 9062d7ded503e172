import Records
import Statistics

/// When Retort may say that a teacher helps.
///
/// The lower bound lies above 0 against *each* reference and control that applies (an
/// `IntersectionUnionTest`), its p adjusted by Benjamini and Hochberg over all pairs of the job is at most
/// 0.05, and nothing is held against it. One reference picked on few validation rows cannot stand for all:
/// noise teachers were claimed in 20 of 48 pairs that way.
enum Claim {
  static let level = 0.05

  static func test(_ transfers: [TransferRecord]) -> IntersectionUnionTest {
    IntersectionUnionTest(
      transfers.map {
        IntersectionUnionTest.Reference(
          name: $0.reference, gain: $0.value ?? 0, lower: $0.lower, pValue: $0.pValue)
      })
  }

  /// The reference that is beaten least clearly: the lowest lower bound or, where none has bounds, the
  /// smallest difference. Of equal ones the first.
  static func leastClear(_ transfers: [TransferRecord]) -> TransferRecord? {
    func height(_ transfer: TransferRecord) -> Double {
      transfer.lower ?? transfer.value ?? -.infinity
    }
    return transfers.min { height($0) < height($1) }
  }

  /// Decides the claims of a job: every selected pair is in the family, whether it has a p-value or not.
  ///
  /// - Parameter primary: the metric claims are made of.
  static func decide(_ comparisons: inout [ComparisonRecord], primary: Metric) {
    let family = comparisons.indices.filter {
      comparisons[$0].selected && comparisons[$0].metric == primary.rawValue
    }
    let adjusted = BenjaminiHochberg.adjusted(family.map { comparisons[$0].claimPValue ?? 1 })
    for (index, value) in zip(family, adjusted) {
      comparisons[index].pAdjusted = value
      comparisons[index].claim =
        test(comparisons[index].transfers).holds(adjustedPValue: value, level: level)
        && (comparisons[index].gainLower ?? 0) > 0 && comparisons[index].reservations.isEmpty
    }
  }
}
