import Ledger
import Records
import Testing

@testable import Reports

@Suite("What a report says") struct SectionTests {
  private func markdown(_ pairs: [PairNumbers], extra: [SummaryRecord] = []) -> String {
    Report(SampleReport.report(pairs: pairs, extra: extra)).rendered.markdown
  }

  @Test("the teacher helps, where gain and transfer lie above 0")
  func claim() {
    #expect(markdown([SampleReport.helping]).contains("**The teacher helps.**"))
  }

  @Test("the teacher gets no credit, where only the gain does")
  func noClaim() {
    let text = markdown([SampleReport.uncredited])
    #expect(text.contains("**Better, but the teacher gets no credit.**"))
    #expect(text.contains("label smoothing may be all that is needed"))
    #expect(!text.contains("The teacher helps"))
  }

  @Test(
    "each outcome in words",
    arguments: [
      ("hurts", "**The teacher hurts.**"), ("flat", "lies within ±1 point"),
      ("unclear", "**Cannot tell.**"),
    ])
  func outcomes(_ outcome: String, _ words: String) {
    var report = SampleReport.report(pairs: [SampleReport.helping])
    for index in report.gains.indices {
      report.gains[index].comparison.outcome = outcome
      report.gains[index].comparison.claim = false
    }
    #expect(Report(report).rendered.markdown.contains(words))
  }

  @Test(
    "the kernels numbers were computed with, and the library of linear algebra where there was one")
  func environments() {
    func table(_ environments: [EnvironmentRecord]) -> [String] {
      var report = SampleReport.report()
      report.provenance.environments = environments
      let lines = Report(report).rendered.markdown.split(separator: "\n").map(String.init)
      return Array(lines.drop { $0 != "### Computed with" }.dropFirst().prefix(4))
    }
    var now = SampleReport.report().provenance.environments[0]
    #expect(table([now])[0].contains("| kernels "))
    #expect(table([now])[2].contains("| x86-64-v3 |"))
    #expect(!table([now]).joined().contains("linear algebra"))
    now.blasVersion = "OpenBLAS 0.3.21"
    now.blasCore = "Haswell"
    #expect(table([now])[0].contains("| linear algebra  | its core |"))
    #expect(table([now])[2].contains("| OpenBLAS 0.3.21 | Haswell  | x86-64-v3 |"))
  }

  @Test("a missing number is a dash, with the reason")
  func missing() {
    var report = SampleReport.report(pairs: [SampleReport.helping])
    for index in report.gains[1].controls.indices
    where ["within", "class-mean"].contains(report.gains[1].controls[index].arm) {
      report.gains[1].comparison.controls[index].gain = nil
    }
    report.divergences = [
      DivergenceRow(
        ordinal: 9, arm: "class-mean", teacher: "pixels", student: "morphology",
        variant: "selected", seed: 2, reason: "loss is not finite at step 14, epoch 3")
    ]
    let text = Report(report).rendered.markdown
    #expect(text.line(with: "| `within`").contains("not run for this variant"))
    #expect(text.line(with: "| `class-mean`").contains("– | stay below"))
    #expect(text.line(with: "| `class-mean`").contains("diverged"))
    #expect(text.contains("1 run diverged and left no number"))
    #expect(
      text.contains(
        "- class-mean pixels → morphology (selected), seed 2: loss is not finite at step 14"))
  }

  @Test("all arms diverged: no comparison, and no picture of it falls over")
  func allDiverged() {
    var report = SampleReport.report(pairs: [SampleReport.helping])
    for index in report.gains.indices {
      var empty = ComparisonRecord(
        ordinal: index, teacher: "pixels", student: "morphology",
        variant: report.gains[index].variant, method: "hinton", split: "test",
        metric: report.gains[index].metric, seeds: 0, rows: 1600)
      empty.selected = report.gains[index].selected
      report.gains[index].comparison = empty
    }
    let rendered = Report(report).rendered
    #expect(rendered.markdown.contains("**No comparison.** At least one arm has no finite number"))
    let figure = rendered.files.first { $0.name == "figures/gain.svg" }
    #expect(figure.map { String(decoding: $0.bytes, as: UTF8.self) }?.contains("no number") == true)
  }

  @Test("regression: R² and RMSE in their own units, one seed, no interval of transfer")
  func regression() throws {
    let rendered = Report(RegressionReport.report).rendered
    try Snapshot.expect(Array(rendered.markdown.utf8), equals: "regression/report.md")
    let text = rendered.markdown
    #expect(text.contains("RMSE +5.6 (−7.1 to +18.3)"))
    #expect(text.contains("With one seed nothing is known about the spread over seeds"))
    #expect(text.contains("within ±2 % of the student's mean"))
    #expect(text.line(with: "| `across`").contains("**no**"))
    #expect(!text.contains("McNemar's test)"))
  }

  @Test("a verdict is set beside what happened, right, wrong or open")
  func verdicts() {
    #expect(markdown([SampleReport.helping]).contains("The verdict was right."))
    #expect(
      markdown([SampleReport.uncredited]).contains(
        "A verdict of \"cannot tell\" is neither right nor wrong."))
    var report = SampleReport.report(pairs: [SampleReport.helping])
    report.verdicts[0].agreedTransfer = false
    #expect(
      Report(report).rendered.markdown.contains("right about the gain, wrong about transfer"))
    #expect(markdown([SampleReport.helping]).contains("not necessary"))
  }

  @Test(
    "the exact criterion has a sentence and stays out of the table in nats",
    arguments: [(0.412, "helps"), (0.7, "does not help")])
  func criterion(_ shared: Double, _ words: String) {
    var report = SampleReport.report(pairs: [SampleReport.helping])
    for (quantity, value) in [("c", shared), ("sigma_y^2", 0.53), ("lambda*", 0.375)] {
      var row = report.information[0]
      row.estimate.quantity = quantity
      row.estimate.estimator = "criterion"
      row.estimate.valueNats = value
      report.information.append(row)
    }
    let text = Report(report).rendered.markdown
    #expect(
      text.contains(
        "against σ²y = 0.530: a small weight of the teacher \(words) in theory; best weight λ* ="))
    #expect(!text.contains("sigma_y^2") && !text.contains("| criterion"))
  }

  @Test("a pair with a verdict and no training has its section")
  func verdictOnly() {
    var report = SampleReport.report()
    report.gains.removeAll { $0.teacher == "fourier" }
    report.verdicts[1].observedGain = nil
    let text = Report(report).rendered.markdown
    #expect(text.contains("## fourier → zernike"))
    #expect(text.contains("Nothing was distilled for this pair"))
    #expect(text.contains("What happened is not known"))
  }

  @Test("classes that lose are named first")
  func classes() {
    #expect(
      markdown([SampleReport.helping]).contains(
        "Found less often after distillation: 0 (−1.6), 7 (−1.6), 5 (−0.8)."))
  }

  @Test("of an arm's variants the selected one stands in the table")
  func selectedArms() {
    let text = markdown([SampleReport.helping])
    #expect(text.components(of: "\n| across ") == 1)
    #expect(!text.contains("selected, lambda=1"))
  }

  @Test("p-values of exploratory variants are adjusted, the selected one's is not")
  func adjusted() {
    let text = markdown([SampleReport.helping])
    #expect(text.line(with: "|     | lambda=0.5, temperature=1").contains("| 0.094 |    0.188 |"))
    #expect(text.line(with: "| ▶   | lambda=0.5").contains("| 0.005 |          |"))
  }
}
