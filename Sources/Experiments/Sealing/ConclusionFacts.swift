import Statistics

/// What the sentence on a pair needs beside its comparison.
struct ConclusionFacts: Sendable, Hashable {
  var setting: String
  var pair: Pair
  var metric: Metric
  /// The smallest gain the test set can show.
  var smallestGain: Double?
  /// What would tell the gain from 0; `nil` where that is not known.
  var decisive: WhatWouldDecide?
  /// Independent test units, and what they are.
  var units = 0
  var unitsAreGroups = false
  /// The metric of a predictor without inputs.
  var constant: Double?
  /// Teacher and student see the same numbers, so that the modality can tell nothing.
  var seesTheSame = false
  /// The teacher has a part in the selected arm; not at λ = 0.
  var isTaught = true
  /// What validation rows and test rows disagree on, as a sentence; `nil` where they agree.
  var disagreement: String?
  /// `student` or `distilled`: the exported model that is better on validation.
  var recommended: String?

  init(setting: String, pair: Pair, metric: Metric) {
    self.setting = setting
    self.pair = pair
    self.metric = metric
  }
}
