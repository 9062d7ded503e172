import Statistics
import Testing

@Suite("Constant predictor") struct ConstantPredictorTests {
  @Test("of labels scores the majority class, the entropy of the distribution, and AUC ½")
  func labels() throws {
    let predictor = ConstantPredictor(fittedToLabels: [0, 1, 1, 1], classes: 2)
    let predictions = predictor.predictions(labels: [1, 1, 0, 1, 0])
    #expect(Metric.accuracy.value(predictions) == 0.6)
    #expect(Metric.areaUnderCurve.value(predictions) == 0.5)
    #expect(Metric.balancedAccuracy.value(predictions) == 0.5)
    let loss = try #require(Metric.logLoss.value(predictions))
    // −(3 ln ¾ + 2 ln ¼) / 5
    #expect(abs(loss - 0.7271269879190885) < 1e-12)
  }

  @Test("ties go to the lower class")
  func ties() {
    let predictor = ConstantPredictor(fittedToLabels: [2, 1, 2, 1, 0], classes: 3)
    #expect(Metric.accuracy.value(predictor.predictions(labels: [1, 1, 2])) == 2.0 / 3)
  }

  @Test("a class absent from train has the least probability, not none")
  func absentClass() throws {
    let predictor = ConstantPredictor(fittedToLabels: [0, 1], classes: 3)
    let loss = try #require(Metric.logLoss.value(predictor.predictions(labels: [2])))
    // ln 1e15
    #expect(abs(loss - 34.538776394910684) < 1e-9)
  }

  @Test(
    "of values predicts the train mean: R² is 0 where the test mean is the same, below elsewhere")
  func values() throws {
    let predictor = ConstantPredictor(fittedToValues: [1, 2, 6])
    #expect(Metric.r2.value(predictor.predictions(values: [2, 4])) == 0)
    #expect(Metric.r2.value(predictor.predictions(values: [1, 3])) == -1)
    #expect(Metric.rootMeanSquaredError.value(predictor.predictions(values: [2, 4])) == 1)
  }
}
