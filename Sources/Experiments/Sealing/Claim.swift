import Records
import Statistics

/// When Retort may say that a teacher helps.
///
/// The lower bound lies above 0 against *each* reference and control that applies (an intersection–union
/// test, Berger 1982: its p is the largest of their p-values), p adjusted by Benjamini and Hochberg over all
/// pairs of the job is at most 0.05, and nothing is held against it. One reference picked on few validation
/// rows cannot stand for all: noise teachers were claimed in 20 of 48 pairs that way.
enum Claim {
  static let level = 0.05

  /// The largest p-value over the references. A difference that is not above 0, or that has no p-value,
  /// counts as 1.
  static func pValue(_ transfers: [TransferRecord]) -> Double {
    transfers.reduce(transfers.isEmpty ? 1 : 0) { largest, transfer in
      guard let value = transfer.value, value > 0, let p = transfer.pValue else { return 1 }
      return max(largest, p)
    }
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
      comparisons[index].claim = holds(comparisons[index])
    }
  }

  private static func holds(_ comparison: ComparisonRecord) -> Bool {
    !comparison.transfers.isEmpty && comparison.transfers.allSatisfy(\.isBeaten)
      && (comparison.gainLower ?? 0) > 0 && (comparison.pAdjusted ?? 1) <= level
      && comparison.reservations.isEmpty
  }
}
