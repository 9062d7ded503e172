import Records

/// What a claim is made of: the selected variant against each arm that knows nothing of its teacher's rows,
/// against a predictor without inputs, and what is held against it whatever the intervals say.
extension PairEvidence {
  /// distilled − each reference on the primary metric, in the order they were sealed.
  ///
  /// Jobs sealed before all references were tested have the interval of one alone; of the others the means
  /// are told.
  var transfers: [TransferRecord] {
    let sealed = summaries("transfer").filter { $0.item == metric?.name }
    guard sealed.isEmpty else { return sealed.map(TransferRecord.init) }
    guard let row = selected, let gain = row.gain.finite, let student = jobArms.baseline else {
      return []
    }
    let known = [ControlRecord(arm: student.word, gain: 0)] + row.controls
    return known.filter(\.part.isEmpty).compactMap { record in
      guard let control = record.gain.finite else { return nil }
      let name = record.arm
      let isTested = name == row.transferReference
      return TransferRecord(
        reference: name, value: isTested ? row.transfer : gain - control,
        lower: isTested ? row.transferLower : nil, upper: isTested ? row.transferUpper : nil,
        pValue: nil)
    }
  }

  func transfer(over reference: String) -> TransferRecord? {
    transfers.first { $0.reference == reference }
  }

  /// Why no claim may be made, a sentence without capital and full stop each.
  var reservations: [String] {
    summaries("reservation").compactMap(\.text)
  }

  // MARK: - The predictor without inputs

  /// Its level on the primary metric: the majority class, the mean, the label distribution.
  var constant: Double? {
    armValue(Self.constantLabel) { $0 == metric }?.value.finite
  }

  /// Whether a level of the primary metric is no better than that of the predictor without inputs.
  func isAtOrBelowConstant(_ level: Double?) -> Bool {
    guard let level = level.finite, let constant, let metric else { return false }
    return metric.lowerIsBetter ? level >= constant : level <= constant
  }

  /// Of the selected variant: whatever it gained, nobody is helped by it.
  var isBelowConstant: Bool { isAtOrBelowConstant(selected?.distilledMean) }

  // MARK: - Independent test units

  /// How many, and whether they are groups of rows; `nil` where it is not known.
  var testUnits: (count: Int, areGroups: Bool)? {
    guard let rows = (selected ?? variants.first)?.rows,
      let count = summaries("power").lazy.compactMap(\.count).first
    else { return nil }
    return (count, count != rows)
  }
}

extension TransferRecord {
  /// As it was sealed in the section `transfer`.
  init(_ summary: SummaryRecord) {
    self.init(
      reference: summary.label, value: summary.value, lower: summary.lower, upper: summary.upper,
      pValue: summary.extra)
  }
}
