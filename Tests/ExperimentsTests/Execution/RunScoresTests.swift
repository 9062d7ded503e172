import Glibc
import Plans
import Records
import Tensors
import Testing

@testable import Experiments

@Suite("The scores of a run") struct RunScoresTests {
  private func experiment(_ job: SmallJob) throws -> Experiment {
    try #require(try job.checked().design.experiments.first)
  }

  /// Logits that say the class of each row but for the first `wrong` ones.
  private func logits(_ rows: [Int], wrong: Int, confidence: Float = 2) -> Tensor {
    let values = rows.enumerated().flatMap { index, row -> [Float] in
      let said = index < wrong ? 1 - SmallJob.labels[row] : SmallJob.labels[row]
      return said == 0 ? [confidence, 0] : [0, confidence]
    }
    return Tensor(rows: rows.count, columns: 2, values: values)
  }

  private func value(_ scores: RunScores, _ split: String, _ metric: String) -> Double? {
    scores.metrics.first { $0.split == split && $0.metric == metric }?.value.value
  }

  private static let validation = Array(60..<100)
  private static let test = Array(100..<140)

  @Test("are of each part's own rows, and of the parts alone that the run says something of")
  func parts() throws {
    var products = Products()
    products[outputs: .outOfFold] = logits(Array(0..<60), wrong: 15)
    products[outputs: .validation] = logits(Self.validation, wrong: 4)
    products[outputs: .test] = logits(Self.test, wrong: 10)
    let scores = RunScores(products, of: try experiment(SmallJob()))
    #expect(value(scores, "out-of-fold", "accuracy") == 0.75)
    #expect(value(scores, "validation", "accuracy") == 0.9)
    #expect(value(scores, "test", "accuracy") == 0.75)
    #expect(Set(scores.metrics.map(\.split)) == ["out-of-fold", "validation", "test"])
  }

  @Test("that decide are read on validation rows, whatever the run says of others")
  func decides() throws {
    var products = Products()
    products[outputs: .test] = logits(Self.test, wrong: 0)
    products[outputs: .outOfFold] = logits(Array(0..<60), wrong: 0)
    let experiment = try experiment(SmallJob())
    #expect(RunScores(products, of: experiment).validation == nil)
    products[outputs: .validation] = logits(Self.validation, wrong: 10)
    let first = try #require(RunScores(products, of: experiment).validation)
    #expect(first.score == 0.75)
    // 30 rows at ln(1 + e⁻²), 10 at ln(1 + e²).
    let loss = 0.75 * log1p(exp(-2.0)) + 0.25 * log1p(exp(2.0))
    #expect(abs(first.loss - loss) < 1e-6)
    products[outputs: .test] = logits(Self.test, wrong: 40)
    products[outputs: .outOfFold] = nil
    #expect(RunScores(products, of: experiment).validation == first)
  }

  @Test("are turned so that more is better", arguments: ["log-loss", "accuracy", "auc"])
  func oriented(metric: String) throws {
    let experiment = try experiment(SmallJob(rest: "metric: \(metric)"))
    func score(wrong: Int) throws -> Double {
      var products = Products()
      products[outputs: .validation] = logits(Self.validation, wrong: wrong)
      return try #require(RunScores(products, of: experiment).validation).score
    }
    #expect(try score(wrong: 3) > score(wrong: 9))
  }

  @Test("of validation rows of one class, which have no AUC, decide by their loss")
  func oneClass() throws {
    let ones = SmallJob.labels.indices.filter { SmallJob.labels[$0] == 1 && $0 >= 60 && $0 < 100 }
    let experiment = try experiment(
      SmallJob(rest: "metric: auc").with { $0.members["validation.npy"] = NumPy.integers(ones) })
    var products = Products()
    products[outputs: .validation] = logits(ones, wrong: 0)
    let scores = RunScores(products, of: experiment)
    let auc = try #require(scores.metrics.first { $0.metric == "auc" })
    #expect(auc.value.kind == .undefined)
    let decisive = try #require(scores.validation)
    #expect(decisive.score == -decisive.loss)
  }

  @Test("of real targets are in the target's own unit")
  func real() throws {
    let experiment = try experiment(SmallJob(target: "target: {file: values.npy}"))
    let train = SmallJob.values.prefix(60)
    let mean = train.reduce(0, +) / 60
    let variance = train.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 60
    var products = Products()
    // Networks put out standardised values: all of these are half a unit too high.
    products[outputs: .test] = Tensor(
      rows: 40, columns: 1,
      values: Self.test.map { Float((SmallJob.values[$0] + 0.5 - mean) / variance.squareRoot()) })
    let rmse = try #require(
      value(RunScores(products, of: experiment), "test", "rmse"))
    #expect(abs(rmse - 0.5) < 1e-5)
  }

  @Test("of a run that diverged are none")
  func diverged() throws {
    var products = Products()
    products.failure = "loss is not finite"
    let scores = RunScores(products, of: try experiment(SmallJob()))
    #expect(scores.metrics.isEmpty && scores.validation == nil)
  }
}
