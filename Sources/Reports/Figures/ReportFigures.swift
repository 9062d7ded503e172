import PlainText
import Records

/// The pictures of a report and the files they go to. A picture without data is not drawn.
struct ReportFigures: Sendable {
  /// All pairs in one forest plot.
  let gain: String?
  /// Per pair, in the report's order.
  let curves: [String?]
  let reliability: [String?]
  let sweep: SweepFigures
  private let slugs: [String]

  init(_ evidence: JobEvidence) {
    gain = Self.forest(evidence)?.svg
    curves = evidence.pairs.map { Self.learningCurves($0)?.svg }
    reliability = evidence.pairs.map { Self.reliability($0)?.svg }
    sweep = SweepFigures(evidence)
    slugs = evidence.pairs.map(\.slug)
  }

  static let gainFile = "figures/gain.svg"

  func curvesFile(pair: Int) -> String { "figures/learning-curves-\(slugs[pair]).svg" }

  func reliabilityFile(pair: Int) -> String { "figures/reliability-\(slugs[pair]).svg" }

  var files: [RenderedReport.File] {
    var files: [RenderedReport.File] = []
    if let gain { files.append(.init(Self.gainFile, gain)) }
    files += sweep.figures.map { .init($0.file, $0.svg) }
    for pair in slugs.indices {
      if let svg = curves[pair] { files.append(.init(curvesFile(pair: pair), svg)) }
      if let svg = reliability[pair] { files.append(.init(reliabilityFile(pair: pair), svg)) }
    }
    return files
  }

  // MARK: - Gain

  private static func forest(_ evidence: JobEvidence) -> ForestPlot? {
    guard let metric = evidence.primaryMetric else { return nil }
    let groups = evidence.pairs.compactMap { pair -> ForestPlot.Group? in
      guard let format = pair.format, !pair.variants.isEmpty else { return nil }
      return ForestPlot.Group(
        title: pair.name.plain,
        rows: pair.variants.flatMap { rows(of: $0, pair, format) } + constant(pair, format))
    }
    guard !groups.isEmpty else { return nil }
    let unit = metric.differenceUnit.isEmpty ? "" : ", \(metric.differenceUnit)"
    return ForestPlot(
      title: "Gain in \(metric.title) over the student alone",
      axisTitle: "gain in \(metric.title) on test rows\(unit) (right of 0 is better)",
      groups: groups)
  }

  private static func rows(
    of row: ComparisonRecord, _ pair: PairEvidence, _ format: MetricFormat
  ) -> [ForestPlot.Row] {
    let factor = format.metric.factor
    let interval =
      row.gainLower.finite == nil
      ? "no interval" : format.interval(row.gainLower, row.gainUpper)
    // The setting stands in the title of the group.
    let name = pair.name.bare(row.variant)
    let variant = ForestPlot.Row(
      label: name.isEmpty ? "distilled" : name,
      mark: row.selected ? .selected : .explored, estimate: row.gain.map { $0 * factor },
      lower: row.gainLower.map { $0 * factor }, upper: row.gainUpper.map { $0 * factor },
      caption: row.gain.finite == nil
        ? "no number" : "\(format.difference(row.gain))  (\(interval))")
    return [variant]
      + pair.jobArms.yardsticks.fromMostRemaining.compactMap { arm in
        guard let gain = pair.gain(of: arm, for: row) else { return nil }
        return ForestPlot.Row(
          label: arm.wording.label, mark: .control, estimate: gain * factor,
          caption: format.difference(gain))
      }
  }

  /// Where a predictor without inputs would lie: an arm left of it has learnt nothing.
  private static func constant(_ pair: PairEvidence, _ format: MetricFormat) -> [ForestPlot.Row] {
    guard let constant = pair.constant, let student = pair.selected?.studentMean.finite else {
      return []
    }
    let gain = format.metric.lowerIsBetter ? student - constant : constant - student
    return [
      ForestPlot.Row(
        label: "constant, looks at no input", mark: .control,
        estimate: gain * format.metric.factor, caption: format.difference(gain))
    ]
  }

  // MARK: - Learning curves

  private static func learningCurves(_ pair: PairEvidence) -> LearningCurvePlot? {
    let quantities: [(String, (CurvePointRecord) -> Double?)] = [
      ("training loss (each arm's own)", \.trainLoss), ("validation loss", \.validationLoss),
      ("validation \(pair.metric?.title ?? "metric")", \.validationMetric),
    ]
    let chosen = pair.selected?.variant
    let students = [pair.jobArms.baseline, pair.jobArms.distilled].compactMap { $0 }
    let panels = quantities.compactMap { title, value -> LearningCurvePlot.Panel? in
      let curves = students.compactMap { arm -> LearningCurve? in
        let records = pair.curves.filter { $0.arm == arm.word }
        // Where several variants of an arm are kept, the selected one is drawn.
        let ofChosen = records.filter { $0.variant == chosen }
        let curve = LearningCurve(
          arm: arm.word, style: ArmStyle(arm.word, of: pair.jobArms),
          records: ofChosen.isEmpty ? records : ofChosen, value: value)
        return curve.points.isEmpty ? nil : curve
      }
      return curves.isEmpty ? nil : LearningCurvePlot.Panel(title: title, curves: curves)
    }
    guard !panels.isEmpty else { return nil }
    return LearningCurvePlot(title: "Learning curves, \(pair.name.plain)", panels: panels)
  }

  // MARK: - Reliability

  private static func reliability(_ pair: PairEvidence) -> ReliabilityPlot? {
    let records = pair.summaries("reliability")
    let models = [pair.jobArms.teacher, pair.jobArms.baseline, pair.jobArms.distilled]
    let panels = models.compactMap { $0?.word }.compactMap { arm -> ReliabilityPlot.Panel? in
      let own = records.filter { $0.label == arm }
      let ofChosen = own.filter { $0.variant == pair.selected?.variant }
      let bins = (ofChosen.isEmpty ? own : ofChosen).compactMap {
        record -> ReliabilityPlot.Bin? in
        guard let accuracy = record.value.finite,
          let confidence = record.extra.finite, let rows = record.count, rows > 0
        else { return nil }
        return ReliabilityPlot.Bin(confidence: confidence, accuracy: accuracy, rows: rows)
      }
      guard !bins.isEmpty else { return nil }
      return ReliabilityPlot.Panel(
        arm: arm, style: ArmStyle(arm, of: pair.jobArms), note: calibrationError(arm, pair),
        bins: bins)
    }
    guard !panels.isEmpty else { return nil }
    return ReliabilityPlot(title: "Reliability on test rows, \(pair.name.plain)", panels: panels)
  }

  private static func calibrationError(_ arm: String, _ pair: PairEvidence) -> String {
    guard let value = pair.armValue(arm, where: \.isCalibrationError)?.value.finite else {
      return ""
    }
    return "calibration error \(FixedDecimal(value * 100, decimals: 1).typeset) points"
  }
}
