import Ledger
import PlainText
import Records

/// What was predicted before any student was distilled, beside what happened.
struct VerdictSection: Sendable {
  private let pair: PairEvidence
  private let explains: Bool

  init(_ pair: PairEvidence, explains: Bool) {
    self.pair = pair
    self.explains = explains
  }

  var blocks: [String] {
    guard !pair.verdicts.isEmpty else { return [] }
    var blocks = ["### Could we have known?"]
    for verdict in pair.verdicts {
      blocks.append(sentence(verdict))
      let rows = pair.information.filter { $0.variant == verdict.decision.variant }
      // The exact criterion is not in nats: it has a sentence of its own.
      let estimates = rows.filter { $0.estimator != "criterion" }
      if !estimates.isEmpty { blocks.append(table(estimates)) }
      if let criterion = criterion(rows) { blocks.append(criterion) }
      if let teacher = teacher(verdict) { blocks.append(teacher) }
    }
    if explains { blocks.append(meaning) }
    return blocks
  }

  private func sentence(_ verdict: VerdictRow) -> String {
    let cell =
      verdict.decision.variant.isEmpty ? "" : " for \(MarkdownText.name(verdict.decision.variant))"
    var text = "Before distillation the verdict\(cell) was **\(verdict.verdict)**"
    if let delta = verdict.delta.finite {
      text += ": Δ = I(T;S) − I(S;Y) = \(nats(delta, signed: true)) nats"
      if let lower = verdict.deltaLower.finite, let upper = verdict.deltaUpper.finite {
        text += " (95 % interval \(nats(lower, signed: true)) to \(nats(upper, signed: true)))"
      }
      text += ", from \(verdict.rows) rows the networks had not been fitted to"
    }
    text += "."
    if !verdict.reason.isEmpty {
      let reason = MarkdownText.sentence(verdict.reason)
      text += " Reason: \(reason)\(reason.hasSuffix(".") ? "" : ".")"
    }
    return text + " " + observed(verdict)
  }

  private func observed(_ verdict: VerdictRow) -> String {
    guard let format = pair.format, verdict.observedGain.finite != nil else {
      return "What happened is not known: there is no gain to set beside it."
    }
    var text =
      "What happened: a gain of \(format.differenceWithUnit(verdict.observedGain))"
      + (verdict.observedLower.finite == nil
        ? ", without an interval"
        : " (\(format.interval(verdict.observedLower, verdict.observedUpper)))")
    if pair.isBelowConstant {
      text += ", and no better than a constant prediction"
    } else if let outcome = pair.selected?.outcome {
      text += ", \(outcome)"
    }
    return text + ". " + agreement(verdict)
  }

  private func agreement(_ verdict: VerdictRow) -> String {
    guard let agreed = verdict.agreed else {
      return verdict.verdict == "cannot tell"
        ? "A verdict of \"cannot tell\" is neither right nor wrong."
        : "The outcome leaves open whether the verdict was right."
    }
    guard let transfer = verdict.agreedTransfer, transfer != agreed else {
      return agreed ? "The verdict was right." : "The verdict was wrong."
    }
    return agreed
      ? "The verdict was right about the gain, wrong about transfer."
      : "The verdict was wrong about the gain, right about transfer."
  }

  private func table(_ estimates: [InformationRow]) -> String {
    var table = MarkdownTable([
      ("quantity", .leading), ("estimator", .leading), ("nats", .trailing),
      ("95 % interval", .trailing), ("rows", .trailing), ("dimensions", .trailing),
    ])
    for row in estimates {
      let interval: String
      if let lower = row.lower.finite, let upper = row.upper.finite {
        interval = "\(nats(lower)) to \(nats(upper))"
      } else {
        interval = ""
      }
      table.append([
        title(row.quantity), MarkdownText.name(row.estimator), nats(row.valueNats), interval,
        String(row.rows), String(row.dimension),
      ])
    }
    return table.text
  }

  /// For real targets: c < σ²y, from the theory of linear students.
  private func criterion(_ rows: [InformationRow]) -> String? {
    func value(_ quantity: String) -> Double? {
      rows.first { $0.estimator == "criterion" && $0.quantity == quantity }?.valueNats.finite
    }
    guard let shared = value("c"), let residual = value("sigma_y^2") else { return nil }
    var text =
      "The exact criterion for one real output: c = \(nats(shared)) against"
      + " σ²y = \(nats(residual)): a small weight of the teacher"
      + " \(shared < residual ? "helps" : "does not help") in theory"
    if let best = value("lambda*") {
      text += "; best weight λ* = \(FixedDecimal(best, decimals: 2).typeset)"
    }
    return text + " (linear student; variances of the standardised target)."
  }

  private func title(_ quantity: String) -> String {
    switch quantity {
    case "I(T;S)": "I(T;S), teacher and student"
    case "I(S;Y)": "I(S;Y), student and label"
    case "I(T;S|Y)": "I(T;S\\|Y), beyond the label"
    case "delta": "Δ = I(T;S) − I(S;Y)"
    case "delta_within": "Δ with the teacher shuffled within classes"
    default: MarkdownText.name(quantity)
    }
  }

  private func nats(_ value: Double?, signed: Bool = false) -> String {
    guard let value = value.finite else { return noNumber }
    let text = FixedDecimal(value, decimals: 3)
    return signed ? text.signed : text.typeset
  }

  /// What else was known before training.
  private func teacher(_ verdict: VerdictRow) -> String? {
    var facts: [String] = []
    if let better = verdict.teacherBetter {
      facts.append(
        better
          ? "the teacher is better than the student on held-out rows"
          : "the teacher is not better than the student on held-out rows")
    }
    if let temperature = verdict.teacherTemperature.finite {
      let kind =
        temperature > 1.25
        ? "over-confident"
        : (temperature < 0.8 ? "under-confident" : "about as sure as it should be")
      facts.append(
        "its calibrated temperature is \(temperatureText(temperature, decimals: 2)) (\(kind))")
    }
    return facts.isEmpty ? nil : "Known beforehand, too: " + facts.joined(separator: "; ") + "."
  }

  private var meaning: String {
    """
    I(T;S) is what teacher and student outputs share, I(S;Y) what the student already shares with the \
    label, in nats. In the Gaussian theory I(T;S) > I(S;Y) is sufficient for a gain at small λ \
    (the teacher's weight in the student's loss); it is not necessary: a verdict of "do not distil" does not rule a gain out. Δ with the teacher shuffled \
    within classes should not be above 0; where it is, the estimate is biased and the verdict is \
    "cannot tell".
    """
  }
}
