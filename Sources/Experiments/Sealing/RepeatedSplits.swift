import Distillation
import Records
import Statistics

/// What several draws of the split say together of one pair at one setting: the training set varies
/// too, so that a gain holds for this kind of data and not only for these rows.
///
/// Each draw chooses its own variant on its own validation rows; one choice for all would have seen the
/// test rows of the others. Sources of the interval: ``SplitInterval``.
struct RepeatedSplits: Sendable {
  /// The setting in words without the draw.
  let setting: String
  /// The comparisons of each draw, one array a draw; at least two.
  let draws: [[ComparisonRecord]]
  /// Of the first draw.
  let trainRows: Int
  let testRows: Int

  /// The choice of every draw first, then each variant by itself, metric by metric.
  func comparisons() -> [ComparisonRecord] {
    let metrics = (draws.first ?? []).map(\.metric).withoutRepeats
    return metrics.flatMap { name -> [ComparisonRecord] in
      guard let metric = Metric(rawValue: name) else { return [] }
      let ofMetric = draws.map { $0.filter { $0.metric == name } }
      var records: [ComparisonRecord] = []
      if let chosen = combined(ofMetric.map { $0.first(where: \.selected) }, metric) {
        records.append(chosen)
      }
      let variants = ofMetric.flatMap { $0.map(\.bareVariant) }.withoutRepeats
      var others = variants.compactMap { variant in
        combined(ofMetric.map { $0.first { $0.bareVariant == variant } }, metric)
      }.filter { $0.variant != records.first?.variant }
      for index in others.indices {
        others[index].selected = false
        others[index].claim = false
      }
      let tested = others.indices.filter { others[$0].pValue != nil }
      let adjusted = Holm.adjusted(tested.compactMap { others[$0].pValue })
      for (index, value) in zip(tested, adjusted) { others[index].pAdjusted = value }
      return records + others
    }
  }

  /// One record out of those of the draws; `nil` where one of them has none.
  private func combined(
    _ records: [ComparisonRecord?], _ metric: Metric
  ) -> ComparisonRecord? {
    let known = records.compactMap { $0 }
    guard known.count == draws.count, let first = known.first else { return nil }
    let variants = known.map(\.bareVariant).withoutRepeats
    let variant = variants.count == 1 ? variants[0] : "chosen on each split"
    var record = ComparisonRecord(
      ordinal: 0, setting: setting, teacher: first.teacher, student: first.student,
      variant: [setting, variant].filter { !$0.isEmpty }.joined(separator: ", "),
      method: first.method, split: first.split, metric: first.metric, seeds: first.seeds,
      rows: first.rows)
    func mean(_ value: (ComparisonRecord) -> Double?) -> Double? {
      SeedMean.of(known.map(value))
    }
    record.studentMean = mean(\.studentMean)
    record.distilledMean = mean(\.distilledMean)
    record.fusedMean = mean(\.fusedMean)
    record.controls = first.controls.map { control in
      ControlRecord(
        arm: control.arm, part: control.part,
        gain: mean { draw in
          draw.controls.first { $0.arm == control.arm && $0.part == control.part }?.gain
        })
    }
    record.cell = cell(known.map(\.cell), isOneVariant: variants.count == 1)
    record.selected = known.allSatisfy(\.selected)
    let gains = known.map { Draw($0.gain, $0.gainLower, $0.gainUpper) }
    record.gain = value(gains)
    record.outcome = record.gain.map { _ in Outcome.unclear.rawValue }
    if let gain = interval(gains) {
      record.gainLower = gain.lower
      record.gainUpper = gain.upper
      record.pValue = gain.pValue
      record.pAdjusted = gain.pValue
      record.outcome = record.studentMean.map {
        Outcome(
          lower: gain.lower, upper: gain.upper, flatMargin: metric.flatMargin(studentMean: $0)
        ).rawValue
      }
    }
    if record.selected {
      record.transfers = transfers(known)
      record.claimPValue = record.transfers.isEmpty ? nil : Claim.test(record.transfers).pValue
      record.reservations = known.flatMap(\.reservations).withoutRepeats
    }
    let least =
      Claim.leastClear(record.transfers)
      ?? transfer("", known.map { Draw($0.transfer, $0.transferLower, $0.transferUpper) })
    record.transfer = least.value
    record.transferLower = least.lower
    record.transferUpper = least.upper
    let references = known.compactMap(\.transferReference).withoutRepeats
    record.transferReference =
      !least.reference.isEmpty
      ? least.reference : references.count == 1 ? references[0] : "the least on each split"
    return record
  }

  /// What the draws share: their seeds tell them apart, and where each has chosen for itself, its options do.
  private func cell(_ draws: [Cell], isOneVariant: Bool) -> Cell {
    guard let first = draws.first else { return Cell() }
    let shared = first.entries.filter { entry in draws.allSatisfy { $0.entries.contains(entry) } }
    return isOneVariant
      ? Cell(shared, part: first.part)
      : Cell(shared.filter { !$0.isOption }, part: "chosen on each split")
  }

  /// Over each reference, whichever draw it was least clearly beaten in.
  private func transfers(_ known: [ComparisonRecord]) -> [TransferRecord] {
    (known.first?.transfers ?? []).map(\.reference).map { name in
      let ofDraws = known.map { draw in draw.transfers.first { $0.reference == name } }
      return transfer(name, ofDraws.map { Draw($0?.value, $0?.lower, $0?.upper) })
    }
  }

  private func transfer(_ reference: String, _ draws: [Draw]) -> TransferRecord {
    let found = interval(draws)
    return TransferRecord(
      reference: reference, value: value(draws), lower: found?.lower, upper: found?.upper,
      pValue: found?.pValue)
  }

  /// What one draw says of a difference.
  private struct Draw {
    var value: Double?
    /// Variance over its own seeds and rows, read off its interval; `nil` where it has none.
    var variance: Double?

    init(_ value: Double?, _ lower: Double?, _ upper: Double?) {
      self.value = value
      let half = lower.flatMap { lower in upper.map { ($0 - lower) / 2 } }
      // Of the normal distribution: its quantile is the smallest, so the variance is not too small.
      variance = half.map { half in
        let error = half / NormalDistribution.quantile(0.975)
        return error * error
      }
    }
  }

  /// Of all draws; `nil` where one has no value.
  private func value(_ draws: [Draw]) -> Double? {
    let known = draws.compactMap(\.value)
    return known.count == self.draws.count ? SeedMean.of(known) : nil
  }

  /// `nil` too where a draw has no interval of its own: draws may agree by chance, and then their spread alone
  /// would be certainty made of nothing.
  private func interval(_ draws: [Draw]) -> TInterval? {
    let known = draws.compactMap(\.value)
    let variances = draws.compactMap(\.variance)
    guard known.count == self.draws.count, variances.count == known.count else { return nil }
    let count = Double(draws.count)
    let ofMean = variances.reduce(0, +) / count / count
    return SplitInterval.interval(
      gains: known, trainRows: trainRows, testRows: testRows, leastVariance: ofMean)
  }
}

extension ComparisonRecord {
  /// The variant without the setting it begins with.
  var bareVariant: String {
    guard !setting.isEmpty, variant.hasPrefix(setting) else { return variant }
    let rest = variant.dropFirst(setting.count)
    return String(rest.hasPrefix(", ") ? rest.dropFirst(2) : rest)
  }
}
