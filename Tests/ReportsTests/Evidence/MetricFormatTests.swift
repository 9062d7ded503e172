import Statistics
import Testing

@testable import Reports

@Suite("The numbers of a metric") struct MetricFormatTests {
  private func format(_ metric: String, spread: Double? = nil, level: Double? = nil) -> MetricFormat
  {
    MetricFormat(ReportedMetric(name: metric), spread: spread, level: level)
  }

  @Test(
    "have the decimals their standard error supports",
    arguments: [
      ("accuracy", 0.001, "12.3"), ("accuracy", 0.0009, "12.35"), ("accuracy", 0.00009, "12.346"),
      // Two significant digits of the error.
      ("log-loss", 0.02, "0.123"), ("log-loss", 0.002, "0.1235"), ("rmse", 4, "0.1"),
      ("rmse", 40, "0"), ("rmse", 1e-12, "0.123456"),
    ])
  func decimals(_ metric: String, _ spread: Double, _ text: String) {
    #expect(format(metric, spread: spread).level(0.123456) == text)
  }

  @Test("have their unit beside differences and sizes, where the metric has one")
  func units() {
    #expect(format("accuracy").differenceWithUnit(-0.013) == "−1.3 points")
    #expect(format("accuracy").size(0.013) == "1.3 points")
    #expect(format("log-loss", spread: 0.02).differenceWithUnit(0.05) == "+0.050 nats")
    #expect(format("rmse", spread: 4).size(12.34) == "12.3")
    #expect(format("rmse", spread: 4).differenceWithUnit(12.34) == "+12.3")
  }

  @Test("have no sign where they are nothing, and never '−0.0' where they are nearly so")
  func zero() {
    let points = format("accuracy", spread: 0.004)
    #expect(points.difference(0) == "0.0" && points.difference(-0.0) == "0.0")
    #expect(points.level(-1e-9) == "0.0")
    #expect(points.difference(-1e-4) == "−0.01")
  }

  @Test(
    "are a dash where they do not exist, and an interval is one as a whole",
    arguments: [nil, Double.nan, .infinity])
  func missing(_ value: Double?) {
    let points = format("accuracy")
    for text in [
      points.level(value), points.difference(value), points.differenceWithUnit(value),
      points.size(value), points.interval(0.1, value), points.interval(value, 0.1),
      points.levels(value, 0.1),
    ] { #expect(text == "–") }
  }
}

@Suite("A metric as a report speaks of it") struct ReportedMetricTests {
  @Test(
    "is shown in hundredths where it lies between 0 and 1, else as it is",
    arguments: [
      ("accuracy", "accuracy %", "points", 100.0, false),
      ("macro-f1", "macro F1 %", "points", 100, false),
      ("calibration-error", "calibration error %", "points", 100, true),
      ("log-loss", "log-loss nats", "nats", 1, true), ("rmse", "RMSE", "", 1, true),
      ("r2", "R²", "", 1, false), ("invented", "invented", "", 1, false),
    ])
  func words(
    _ name: String, _ heading: String, _ unit: String, _ factor: Double, _ lowerIsBetter: Bool
  ) {
    let metric = ReportedMetric(name: name)
    #expect(metric.heading == heading && metric.differenceUnit == unit)
    #expect(metric.factor == factor && metric.lowerIsBetter == lowerIsBetter)
  }

  @Test("calls flat what is within 1 point, or 2 % of the student's mean in a unit of its own")
  func flat() {
    #expect(ReportedMetric(name: "auc").flatMargin(studentMean: 0.5) == 0.01)
    #expect(ReportedMetric(name: "rmse").flatMargin(studentMean: 50) == 1)
    #expect(ReportedMetric(name: "invented").flatMargin(studentMean: 50) == nil)
  }
}
