import Randomness
import Testing

@testable import Statistics

@Suite("Metrics") struct MetricTests {
  /// Four rows of three classes: right, right, wrong (2 for 1), right.
  static let three = ClassProbabilities(
    probabilities: [0.7, 0.2, 0.1, 0.1, 0.8, 0.1, 0.1, 0.3, 0.6, 0.2, 0.2, 0.6],
    labels: [0, 1, 1, 2], classes: 3)

  func value(_ metric: Metric, _ predictions: ClassProbabilities) -> Double? {
    metric.value(.classes(predictions))
  }

  @Test("names are those of the ledger")
  func names() {
    #expect(
      Metric.allCases.map(\.rawValue) == [
        "accuracy", "balanced-accuracy", "macro-f1", "auc", "log-loss", "calibration-error", "r2",
        "rmse",
      ])
  }

  @Test("accuracy, balanced accuracy and macro-F1 by hand")
  func confusion() throws {
    #expect(value(.accuracy, Self.three) == 0.75)
    let balanced = try #require(value(.balancedAccuracy, Self.three))
    #expect(abs(balanced - 2.5 / 3) < 1e-15)
    // F1: class 0 1; class 1: 2/(2 + 0 + 1); class 2: 2/(2 + 1 + 0).
    let f1 = try #require(value(.macroF1, Self.three))
    #expect(abs(f1 - 7.0 / 9) < 1e-15)
    let matrix = ConfusionMatrix(Self.three)
    #expect(matrix[1, 2] == 1)
    #expect(matrix.recall(1) == 0.5)
  }

  @Test("classes without rows count in neither balanced accuracy nor macro-F1")
  func absentClass() {
    let predictions = ClassProbabilities(
      probabilities: [0.7, 0.2, 0.1, 0.1, 0.8, 0.1], labels: [0, 1], classes: 3)
    #expect(value(.balancedAccuracy, predictions) == 1)
    #expect(value(.macroF1, predictions) == 1)
    #expect(ConfusionMatrix(predictions).recall(2) == nil)
  }

  @Test("ties go to the lower class")
  func ties() {
    let predictions = ClassProbabilities(
      probabilities: [0.5, 0.5], labels: [0], classes: 2)
    #expect(predictions.predicted == [0])
  }

  @Test("AUC of two classes counts pairs, ties half")
  func binaryAUC() {
    let scores = [0.9, 0.4, 0.4, 0.1, 0.6]
    let predictions = ClassProbabilities(
      probabilities: scores.flatMap { [1 - $0, $0] }, labels: [1, 1, 0, 0, 0], classes: 2)
    // Pairs: 0.9 beats all three; 0.4 ties one, beats one, loses one.
    #expect(value(.areaUnderCurve, predictions) == 0.75)
  }

  @Test("AUC of several classes is the mean of each against the rest")
  func severalAUC() throws {
    // Class 0: 1. Class 1: {.8, .3} against {.2, .2}: 1. Class 2: .6 against {.1, .1, .6}: 2.5/3.
    let area = try #require(value(.areaUnderCurve, Self.three))
    #expect(abs(area - 17.0 / 18) < 1e-15)
  }

  @Test("AUC of one class is undefined")
  func undefinedAUC() {
    let predictions = ClassProbabilities(
      probabilities: [0.3, 0.7, 0.2, 0.8], labels: [1, 1], classes: 2)
    #expect(value(.areaUnderCurve, predictions) == nil)
  }

  @Test("log-loss in nats, and no infinity for a sure mistake")
  func logLoss() throws {
    let sure = ClassProbabilities(
      probabilities: [1, 0, 0.5, 0.5], labels: [1, 0], classes: 2)
    let loss = try #require(value(.logLoss, sure))
    // (ln 1e15 + ln 2) / 2
    #expect(abs(loss - 17.615961787735315) < 1e-12)
  }

  @Test("log-loss from logits keeps what probabilities round away")
  func logits() {
    let predictions = ClassProbabilities(
      logits: [0, 30, 1_000, 1_002], labels: [0, 1], classes: 2)
    #expect(abs(predictions.surprises[0] - 30) < 1e-12)
    #expect(abs(predictions.surprises[1] - 0.1269280110429726) < 1e-12)
    #expect(abs(predictions.probabilities[3] - 0.8807970779778823) < 1e-12)
  }

  @Test("calibration error by hand, bins closed above")
  func calibration() throws {
    // Largest: 0.7 right, 0.8 right, 0.6 wrong, 0.6 right; the last two share (8/15, 9/15].
    let error = try #require(value(.calibrationError, Self.three))
    // (0.3 + 0.2 + 2 · 0.1) / 4
    #expect(abs(error - 0.175) < 1e-12)
    let diagram = ReliabilityDiagram(Self.three)
    #expect(diagram.bins.count == 15)
    #expect(diagram.bins.map(\.rows).reduce(0, +) == 4)
    #expect(diagram.bins[8].rows == 2)
    #expect(diagram.bins[8].accuracy == 0.5)
    #expect(diagram.bins[0].confidence == nil)
  }

  @Test("a diagram of several seeds pools their rows")
  func pooledDiagram() {
    let diagram = ReliabilityDiagram(seeds: [Self.three, Self.three])
    #expect(diagram.bins.map(\.rows).reduce(0, +) == 8)
    #expect(
      diagram.expectedCalibrationError == ReliabilityDiagram(Self.three).expectedCalibrationError)
  }

  @Test("R² and RMSE by hand")
  func regression() throws {
    let values = Predictions.values(
      PredictedValues(predicted: [1, 2, 2, 5], actual: [1, 2, 3, 4]))
    let error = try #require(Metric.rootMeanSquaredError.value(values))
    #expect(abs(error - 0.5.squareRoot()) < 1e-15)
    let r2 = try #require(Metric.r2.value(values))
    #expect(abs(r2 - 0.6) < 1e-15)
    let constant = Predictions.values(PredictedValues(predicted: [1, 2], actual: [3, 3]))
    #expect(Metric.r2.value(constant) == nil)
  }

  @Test("a metric of the other task is undefined")
  func otherTask() {
    #expect(value(.rootMeanSquaredError, Self.three) == nil)
    let values = Predictions.values(PredictedValues(predicted: [1], actual: [2]))
    #expect(Metric.accuracy.value(values) == nil)
  }

  @Test("resampled rows score as if they were written out", arguments: Metric.allCases)
  func multiplicities(metric: Metric) throws {
    var stream = RandomStream(seed: 1, role: .design, purpose: .noise)
    let rows = 40
    let logits = (0..<rows * 3).map { _ in stream.normal() }
    let labels = (0..<rows).map { _ in stream.integer(below: 3) }
    let numbers = (0..<rows).map { _ in stream.normal() }
    let guesses = numbers.map { $0 + 0.5 * stream.normal() }
    func predictions(_ chosen: [Int]) -> Predictions {
      metric.task == .regression
        ? .values(
          PredictedValues(predicted: chosen.map { guesses[$0] }, actual: chosen.map { numbers[$0] })
        )
        : .classes(
          ClassProbabilities(
            logits: chosen.flatMap { Array(logits[3 * $0..<3 * $0 + 3]) },
            labels: chosen.map { labels[$0] }, classes: 3))
    }
    let chosen = (0..<rows).map { _ in stream.integer(below: rows) }
    var times = [Int32](repeating: 0, count: rows)
    for row in chosen { times[row] += 1 }
    let whole = try #require(
      metric.weightedScore(predictions(Array(0..<rows)))?.score(multiplicities: times))
    let written = try #require(metric.value(predictions(chosen)))
    #expect(abs(whole - written) < 1e-12)
  }

  @Test("gains are oriented and margins follow the range")
  func orientation() {
    #expect(Metric.logLoss.oriented(-0.1) == 0.1)
    #expect(Metric.accuracy.oriented(-0.1) == -0.1)
    #expect(Metric.macroF1.flatMargin(studentMean: 0.5) == 0.01)
    #expect(Metric.rootMeanSquaredError.flatMargin(studentMean: 5) == 0.1)
  }
}
