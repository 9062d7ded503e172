import Foundation
import Ledger
import Records

/// The numbers of one pair of the sample, and the records the ledger would hold for them.
struct PairNumbers {
  var teacher: String
  var student: String
  /// Variant, gain, lower, upper, p; the second is the selected one.
  var gains: [(variant: String, gain: Double, lower: Double, upper: Double, p: Double)]
  var studentMean: Double
  var transfer: (value: Double, lower: Double, upper: Double)
  var reference: String
  var within: Double
  var across: Double
  var classMean: Double
  var smoothed: Double
  var fused: Double
  var claim: Bool
  /// What is held against a claim.
  var reservations: [String] = []
  /// Accuracy of the predictor without inputs.
  var constant = 0.1
  static let studentVariant = "weight decay 0.001, smoothing 0.05"
  var verdict: (word: String, delta: Double, lower: Double, upper: Double)
  var seeds = 10
  private let selected = 1

  init(
    teacher: String, student: String,
    gains: [(variant: String, gain: Double, lower: Double, upper: Double, p: Double)],
    studentMean: Double, transfer: (value: Double, lower: Double, upper: Double),
    reference: String, within: Double, across: Double, classMean: Double, smoothed: Double,
    fused: Double, claim: Bool,
    verdict: (word: String, delta: Double, lower: Double, upper: Double)
  ) {
    self.teacher = teacher
    self.student = student
    self.gains = gains
    self.studentMean = studentMean
    self.transfer = transfer
    self.reference = reference
    self.within = within
    self.across = across
    self.classMean = classMean
    self.smoothed = smoothed
    self.fused = fused
    self.claim = claim
    self.verdict = verdict
  }

  var comparisons: [ComparisonRecord] {
    gains.indices.map { index in
      var record = comparison(metric: "accuracy", index: index)
      record.studentMean = studentMean
      record.distilledMean = studentMean + gains[index].gain
      record.gain = gains[index].gain
      record.gainLower = gains[index].lower
      record.gainUpper = gains[index].upper
      record.seSeeds = 0.0021
      record.seRows = 0.0039
      record.pValue = gains[index].p
      record.pAdjusted = min(1, gains[index].p * 2)
      record.outcome =
        gains[index].lower > 0 ? "helps" : gains[index].upper < 0 ? "hurts" : "unclear"
      record.fusedMean = fused
      guard index == selected else { return record }
      record.transfer = transfer.value
      record.transferLower = transfer.lower
      record.transferUpper = transfer.upper
      record.transferReference = reference
      record.controls = [
        ControlRecord(arm: "class-mean", gain: classMean),
        ControlRecord(arm: "smoothed", gain: smoothed), ControlRecord(arm: "across", gain: across),
        ControlRecord(arm: "within", gain: within),
      ]
      record.claim = claim
      record.studentVariant = Self.studentVariant
      record.distilledVariant = gains[index].variant
      record.claimPValue = transfers.compactMap(\.extra).max()
      // Of two pairs: the smaller p twice, the larger once.
      record.pAdjusted = record.claimPValue.map { claim ? 2 * $0 : $0 }
      return record
    } + [logLoss]
  }

  private func comparison(metric: String, index: Int) -> ComparisonRecord {
    var record = ComparisonRecord(
      ordinal: index, teacher: teacher, student: student, variant: gains[index].variant,
      method: "hinton", split: "test", metric: metric, seeds: seeds, rows: 1600)
    record.selected = index == selected
    return record.inCell
  }

  private var logLoss: ComparisonRecord {
    var record = comparison(metric: "log-loss", index: selected)
    record.studentMean = 0.8312
    record.distilledMean = 0.7655
    record.gain = 0.0657
    record.gainLower = 0.0421
    record.gainUpper = 0.0893
    record.seSeeds = 0.006
    record.seRows = 0.011
    record.pValue = 0.0000012
    record.outcome = "helps"
    return record
  }

  // MARK: - Summaries

  var summaries: [SummaryRecord] {
    var records = [
      summary(
        "conclusion",
        text: claim
          ? "Distil: \(teacher) makes \(student) better by +1.3 points of accuracy (95 % interval +0.4 "
            + "to +2.3), and by +0.9 points more than what comes closest of the student and all controls "
            + "('class-mean'). Of the exported models the distilled one is better on validation."
          : "Tune the baseline: distilling \(teacher) gains +0.9 points of accuracy (95 % interval +0.1 "
            + "to +1.7), but 'smoothed', which sees no teacher, is not clearly worse, so the gain cannot "
            + "be credited to the teacher. Of the exported models the student trained alone is better on "
            + "validation."),
      summary(
        "fused", item: "share of gap", value: claim ? 0.0586 : nil, lower: claim ? 0.018 : nil,
        upper: claim ? 0.102 : nil,
        text: claim
          ? nil : "not printed: the gap between fused and student is not clearly above 2 points"),
    ]
    records += arms + tuning + transfers + reliability + classes + tests
    records += reservations.map { summary("reservation", item: "accuracy", text: $0) }
    return records
  }

  /// distilled − each reference; the intervals are as wide as that of the least clear one.
  var transfers: [SummaryRecord] {
    let half = (transfer.upper - transfer.lower) / 2
    let controls = [
      ("student", 0), ("class-mean", classMean), ("smoothed", smoothed), ("across", across),
      ("within", within),
    ]
    return controls.map { name, control in
      let chosen = gains[selected]
      let value = ((chosen.gain - control) * 1e6).rounded() / 1e6
      let p = (erfc(abs(value) / half * 1.96 / 2.0.squareRoot()) * 1e4).rounded() / 1e4
      guard name != "student" else {
        return summary(
          "transfer", item: "accuracy", label: name, variant: chosen.variant, value: chosen.gain,
          lower: chosen.lower, upper: chosen.upper, extra: chosen.p)
      }
      return summary(
        "transfer", item: "accuracy", label: name, variant: chosen.variant, value: value,
        lower: value - half, upper: value + half, extra: p)
    }
  }

  private var tuning: [SummaryRecord] {
    let ofStudent = SummaryRecord(
      ordinal: 0, section: "tuning", item: "weight decay", label: "student", student: student,
      variant: Self.studentVariant, value: 0.001, extra: 0.05, count: 7, text: "inside")
    return [
      ofStudent,
      summary(
        "tuning", item: "weight decay", label: "distilled", variant: gains[selected].variant,
        value: claim ? 0.01 : 10, count: claim ? 5 : 8,
        text: claim ? "inside" : "at the upper end"),
      summary("model", item: "recommended", label: claim ? "distilled" : "student"),
    ]
  }

  private func summary(
    _ section: String, item: String = "", label: String = "", variant: String = "",
    value: Double? = nil, lower: Double? = nil, upper: Double? = nil, extra: Double? = nil,
    count: Int? = nil, text: String? = nil
  ) -> SummaryRecord {
    SummaryRecord(
      ordinal: 0, section: section, item: item, label: label, teacher: teacher, student: student,
      variant: variant, value: value, lower: lower, upper: upper, extra: extra, count: count,
      text: text)
  }

  private var arms: [SummaryRecord] {
    let chosen = gains[selected]
    let levels: [(String, String, Double)] = [
      ("teacher", "", 0.9391), ("student", Self.studentVariant, studentMean),
      ("distilled", chosen.variant, studentMean + chosen.gain), ("fused", "late fusion", fused),
      ("across", "selected", studentMean + across),
      ("across", "selected, lambda=1", studentMean + across - 0.004),
      ("within", "selected", studentMean + within),
      ("class-mean", "selected", studentMean + classMean),
      ("smoothed", "smoothing 0.1", studentMean + smoothed),
    ]
    let floor = [
      summary("arm", item: "accuracy", label: "constant", value: constant),
      summary("arm", item: "log-loss", label: "constant", value: 2.3026),
      summary("arm", item: "calibration-error", label: "constant", value: 0),
    ]
    return levels.flatMap { label, variant, level in
      [
        summary(
          "arm", item: "accuracy", label: label, variant: variant, value: level,
          lower: level - 0.0018, upper: level + 0.0018, extra: 0.0104, count: seeds),
        summary(
          "arm", item: "log-loss", label: label, variant: variant, value: 1.55 - level,
          lower: 1.55 - level - 0.004, upper: 1.55 - level + 0.004, extra: 0.021, count: seeds),
        summary(
          "arm", item: "calibration-error", label: label, variant: variant,
          value: (1 - level) * 0.21, lower: (1 - level) * 0.21 - 0.002,
          upper: (1 - level) * 0.21 + 0.002, count: seeds),
      ]
    } + floor
  }

  /// Fifteen bins, the lowest five empty, as with ten classes; the distilled student errs least.
  private var reliability: [SummaryRecord] {
    [
      ("teacher", "", 0.02), ("student", "weight decay 0.001, smoothing 0.05", 0.11),
      ("distilled", gains[selected].variant, 0.04),
    ].flatMap { label, variant, gap in
      (4..<15).map { bin in
        let confidence = (Double(bin) + 0.55) / 15
        return summary(
          "reliability", item: "\(bin + 1)", label: label, variant: variant,
          value: confidence - gap * confidence * (bin % 2 == 0 ? 1 : 0.6),
          lower: Double(bin) / 15, upper: Double(bin + 1) / 15, extra: confidence,
          count: 40 + bin * bin * bin * 3)
      }
    }
  }

  private var classes: [SummaryRecord] {
    (0..<10).flatMap { digit -> [SummaryRecord] in
      let recall = studentMean + Double((digit * 7) % 10 - 5) * 0.02
      let change = Double((digit * 3) % 7 - 2) * 0.008
      return [
        summary("class", item: "\(digit)", label: "student", value: recall, count: 160),
        summary("class", item: "\(digit)", label: "distilled", value: recall + change, count: 160),
      ]
    }
  }

  private var tests: [SummaryRecord] {
    [
      summary("mcnemar", label: "seed", count: 3),
      summary("mcnemar", label: "student's seed", count: 1),
      summary("mcnemar", label: "distilled right, student wrong", value: 88, count: 88),
      summary("mcnemar", label: "student right, distilled wrong", value: 61, count: 61),
      summary("mcnemar", label: "p", value: 0.0331, text: "edwards"),
      summary(
        "power", item: "smallest gain", label: "discordance 0.05", value: 0.01565, count: 1600),
      summary(
        "power", item: "smallest gain", label: "discordance 0.1", value: 0.02214, count: 1600),
      summary(
        "power", item: "smallest gain", label: "observed discordance", value: 0.02107,
        extra: 0.0906, count: 1600),
      summary("teacher", item: "accuracy", label: "in-sample", value: 1),
      summary("teacher", item: "accuracy", label: "out-of-fold", value: 0.9317),
      summary("teacher", item: "mean top probability", label: "in-sample", value: 0.998),
      summary("teacher", item: "mean top probability", label: "out-of-fold", value: 0.957),
      summary("teacher", item: "temperature", label: "out-of-fold", value: 1.38),
    ]
  }

  // MARK: - Information

  var information: [InformationRecord] {
    func row(
      _ quantity: String, _ estimator: String, _ value: Double, _ lower: Double? = nil,
      _ upper: Double? = nil
    ) -> InformationRecord {
      InformationRecord(
        ordinal: 0, teacher: teacher, student: student, quantity: quantity, estimator: estimator,
        valueNats: value, lower: lower, upper: upper, rows: 400, dimension: 3)
    }
    return [
      row("I(T;S)", "ksg", 0.9 + verdict.delta), row("I(S;Y)", "ksg", 0.9),
      row("I(T;S|Y)", "ksg", 0.61),
      row("delta", "ksg", verdict.delta, verdict.lower, verdict.upper),
      row("delta_within", "ksg", -0.121), row("delta", "gaussian", verdict.delta * 0.8),
    ]
  }

  func verdictRow(job: Int) -> VerdictRow {
    var decision = VerdictRecord(
      ordinal: 0, teacher: teacher, student: student, variant: "", estimator: "ksg", rows: 400,
      verdict: verdict.word,
      reason: verdict.word == "distil"
        ? "the interval of Δ lies above 0" : "the interval of Δ holds 0")
    decision.delta = verdict.delta
    decision.deltaLower = verdict.lower
    decision.deltaUpper = verdict.upper
    decision.teacherBetter = true
    decision.teacherTemperature = 1.38
    let chosen = gains[selected]
    return VerdictRow(
      job: job, decision: decision, decidedAt: Timestamp(milliseconds: 1_785_000_010_000),
      observedGain: chosen.gain, observedLower: chosen.lower, observedUpper: chosen.upper,
      agreed: verdict.word == "distil" ? true : nil,
      agreedTransfer: verdict.word == "distil" ? claim : nil)
  }

  // MARK: - Runs

  var results: [ResultRow] {
    (0..<seeds).flatMap { seed in
      [("student", "", studentMean), ("distilled", gains[selected].variant, studentMean + 0.013)]
        .enumerated().map { offset, run in
          let (arm, variant, level) = run
          return ResultRow(
            job: 12, ordinal: seed * 2 + offset, run: SampleReport.digest("f"), arm: arm,
            teacher: arm == "student" ? "" : teacher,
            student: student, variant: variant, method: "hinton", seed: seed, split: "test",
            metric: "accuracy", value: LedgerValue(level + Double(seed) * 0.25 / 100))
        }
    }
  }

  /// Losses that fall like 1/epoch, a little apart from seed to seed; seeds stop at different epochs.
  var curves: [CurvePointRecord] {
    [
      ("student", "weight decay 0.001, smoothing 0.05", 1.0),
      ("distilled", gains[selected].variant, 0.9),
    ]
    .flatMap { arm, variant, scale in
      (0..<4).flatMap { seed in
        (1...(30 + seed * 4)).map { epoch in
          let fall = scale * (0.6 + 1.8 / Double(epoch)) + Double(seed) * 0.02
          return CurvePointRecord(
            ordinal: 0, arm: arm, teacher: teacher, student: student, variant: variant,
            seed: seed, epoch: epoch, trainLoss: fall * 0.8,
            validationLoss: fall + (arm == "student" ? Double(epoch) * 0.004 : 0),
            validationMetric: nil)
        }
      }
    }
  }
}
