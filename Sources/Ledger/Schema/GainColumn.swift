/// Columns of the view `kd_gain` that are older than the table `comparison_controls`: each shows the gain
/// of one control. They stay where they are; controls that came later are rows of the view `controls`.
public struct GainColumn: Sendable, Hashable {
  /// Its name in `kd_gain`.
  public var name: String
  /// The word of its arm.
  public var arm: String

  init(name: String, arm: String) {
    self.name = name
    self.arm = arm
  }

  /// As it would be named for another arm: `frozen_aligner_gain`.
  public init(of arm: String) {
    let word = String(arm.map { $0.isLetter || $0.isNumber ? $0 : "_" })
    self.init(name: "\(word)_gain", arm: arm)
  }

  /// In the order of the view, the last one apart from the others.
  public static let all = [
    GainColumn(name: "within_gain", arm: "within"), GainColumn(name: "across_gain", arm: "across"),
    GainColumn(name: "smoothed_gain", arm: "smoothed"),
    GainColumn(name: "class_mean_gain", arm: "class-mean"),
  ]

  /// Its value in the view's query.
  var value: String { "\(name)s.gain" }

  /// Where the value comes from: at most one row a comparison.
  var join: String {
    """
    LEFT JOIN comparison_controls AS \(name)s
            ON \(name)s.job = comparisons.job AND \(name)s.comparison = comparisons.ordinal
            AND \(name)s.arm = '\(arm)' AND \(name)s.part = ''
    """
  }
}
