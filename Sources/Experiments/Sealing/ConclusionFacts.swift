import Distillation
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
  /// The teacher has a part in the selected arm; not where its share is 0.
  var isTaught = true
  /// The clause a sentence about a reference takes, by its arm's word.
  var meanings: [String: String] = [:]
  /// What validation rows and test rows disagree on, as a sentence; `nil` where they agree.
  var disagreement: String?
  /// `student` or `distilled`: the exported model that is better on validation.
  var recommended: String?

  init(setting: String, pair: Pair, metric: Metric) {
    self.setting = setting
    self.pair = pair
    self.metric = metric
  }

  /// What holds of all draws of a split together. Test rows and what would decide are those of one draw, so
  /// neither is carried over; nor is what validation and test rows disagree on, which each draw says of itself.
  ///
  /// - Parameter draws: of one pair, at least one.
  init(_ draws: [ConclusionFacts], setting: String) {
    self = draws[0]
    self.setting = setting
    (smallestGain, decisive, units, disagreement) = (nil, nil, 0, nil)
    constant = SeedMean.of(draws.map(\.constant))
    seesTheSame = draws.allSatisfy(\.seesTheSame)
    isTaught = draws.contains(where: \.isTaught)
    recommended = Set(draws.map(\.recommended)).count == 1 ? draws[0].recommended : nil
  }
}
