import Testing

@testable import Statistics

@Suite("AUC from margins") struct RankingScoreTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var classes: Int
    var scale: Double
    var area: Double
    var testDescription: String { "\(classes) classes, logits up to ±\(scale)" }

    static let rows = 60

    /// Numbers in [0, 1) of Knuth's congruential generator, which the reference used too.
    var numbers: [Double] {
      var state: UInt64 = 7
      return (0..<Self.rows * (classes + 1)).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) * 0x1p-53
      }
    }

    var labels: [Int] {
      numbers.suffix(Self.rows).map { Int($0 * Double(classes)) }
    }

    var logits: [Double] {
      var logits = numbers.prefix(Self.rows * classes).map { (2 * $0 - 1) * scale }
      for (row, label) in labels.enumerated() { logits[row * classes + label] += 0.4 * scale }
      return logits
    }
  }

  /// Expected: `roc_auc_score` of scikit-learn 1.9.1 on z₁ − z₀; of four classes the mean over
  /// one-vs-rest on z_c − logsumexp of the others (scipy 1.17.1).
  static let cases = [
    Case(classes: 2, scale: 1_000, area: 0.7433035714285714),
    Case(classes: 2, scale: 5, area: 0.7433035714285714),
    Case(classes: 4, scale: 1_000, area: 0.667467339952669),
    Case(classes: 4, scale: 20, area: 0.6685730103688108),
  ]

  @Test("equals scikit-learn, however sure the model is", arguments: cases)
  func golden(_ example: Case) throws {
    let predictions = ClassProbabilities(
      logits: example.logits, labels: example.labels, classes: example.classes)
    let area = try #require(Metric.areaUnderCurve.value(.classes(predictions)))
    #expect(abs(area - example.area) < 1e-12)
  }

  @Test("probabilities of the same models have lost the order", arguments: [cases[0]])
  func saturated(_ example: Case) throws {
    let exact = ClassProbabilities(
      logits: example.logits, labels: example.labels, classes: example.classes)
    let rounded = ClassProbabilities(
      probabilities: exact.probabilities, labels: example.labels, classes: example.classes)
    let area = try #require(Metric.areaUnderCurve.value(.classes(rounded)))
    #expect(abs(area - example.area) > 0.01)
    #expect(rounded.margins.allSatisfy { !$0.isNaN })
  }

  @Test("counts pairs as a rank statistic does, ties half", arguments: cases)
  func pairs(_ example: Case) throws {
    let predictions = ClassProbabilities(
      logits: example.logits.map { ($0 / example.scale * 3).rounded() }, labels: example.labels,
      classes: example.classes)
    let areas = (example.classes == 2 ? [1] : Array(0..<example.classes)).map { ranked in
      var (right, all) = (0.0, 0.0)
      for inside in 0..<Case.rows where example.labels[inside] == ranked {
        for outside in 0..<Case.rows where example.labels[outside] != ranked {
          let above = predictions.margins[inside * example.classes + ranked]
          let below = predictions.margins[outside * example.classes + ranked]
          right += above > below ? 1 : above == below ? 0.5 : 0
          all += 1
        }
      }
      return right / all
    }
    let area = try #require(Metric.areaUnderCurve.value(.classes(predictions)))
    #expect(abs(area - areas.reduce(0, +) / Double(areas.count)) < 1e-12)
  }

  @Test("margins of probabilities and logits are the same log-odds")
  func margins() {
    let logits = ClassProbabilities(logits: [0.3, -1, 2, 0], labels: [1, 0], classes: 2)
    let probabilities = ClassProbabilities(
      probabilities: logits.probabilities, labels: [1, 0], classes: 2)
    for (left, right) in zip(logits.margins, probabilities.margins) {
      #expect(abs(left - right) < 1e-12)
    }
    #expect(logits.margins[1] == -1.3)
    let sure = ClassProbabilities(probabilities: [1, 0], labels: [0], classes: 2)
    #expect(sure.margins == [.infinity, -.infinity])
  }

  @Test("log-loss and calibration keep what they were")
  func others() throws {
    let predictions = ClassProbabilities(logits: [0, 800, 5, 0], labels: [1, 1], classes: 2)
    #expect(predictions.surprises[0] == 0)
    #expect(predictions.topProbabilities[0] == 1)
    #expect(abs(predictions.surprises[1] - 5.006715348489118) < 1e-12)
  }
}
