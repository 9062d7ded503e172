import Records
import Testing

@testable import Reports

@Suite("A table of a sweep") struct SweepTableTests {
  private let gains = SampleSweep.comparisons()

  private func table(
    _ rows: [String], _ columns: [String], _ conditions: [String: String] = [:],
    metric: String? = nil, value: SweepTableRequest.Value? = nil,
    of gains: [ComparisonRecord]? = nil
  ) throws -> SweepTable {
    let gains = gains ?? self.gains
    return try SweepTable(
      gains, arms: SampleSweep.arms(of: gains),
      SweepTableRequest(
        rows: rows, columns: columns, metric: metric, value: value,
        conditions: conditions.map { .init(key: $0.key, value: $0.value) }))
  }

  @Test("sets the chosen variant of each pair by teacher and student, with its interval")
  func pairs() throws {
    let table = try table(["teacher"], ["student"])
    let lines = table.markdown(withInterval: true).split(separator: "\n")
    #expect(lines[0].contains("| teacher |") && lines[0].contains("zernike |"))
    #expect(lines[2].hasPrefix("| pixels  |"))
    #expect(lines[2].contains("–"))
    #expect(lines[2].contains("−0.9 (−1.7 to −0.1)"))
    #expect(lines[5].contains("Each cell is the variant chosen on validation."))
    #expect(lines[5].contains("a modality does not teach itself (3)"))
    #expect(lines[5].contains("5 seeds."))
    #expect(!table.markdown(withInterval: false).contains(" to "))
  }

  @Test("shows every variant where options are asked for, the chosen one marked")
  func options() throws {
    let table = try table(
      ["lambda"], ["method.temperature"], ["teacher": "pixels", "student": "zernike"])
    let lines = table.markdown(withInterval: false).split(separator: "\n")
    #expect(lines[0] == "| lambda | temperature=1 | temperature=4 |")
    #expect(lines[2] == "| 0.5    |        ▶ −0.9 |          −0.6 |")
    #expect(lines[3] == "| 1      |          −1.9 |          −1.6 |")
    #expect(lines[4].contains("▶ marks a variant chosen on validation"))
    #expect(lines[4].contains("Only") && lines[4].contains("student=zernike"))
  }

  @Test("of arms has a line for what only names its regularisation, and none for twins at λ = 1")
  func regularised() throws {
    let arms = SampleSweep.arms(
      of: gains,
      variants: [
        ("student", "weight_decay=0.1, label_smoothing=0"), ("distilled", ""),
        ("smoothed", "selected, label_smoothing=0.1"), ("across", "selected"),
        ("within", "selected, lambda=1"),
      ])
    let table = try SweepTable(
      gains, arms: arms,
      SweepTableRequest(
        rows: ["arm"], columns: ["student"], metric: nil, value: nil,
        conditions: [.init(key: "teacher", value: "pixels")]))
    let text = table.markdown(withInterval: false)
    for arm in ["student", "distilled", "smoothed", "across"] {
      #expect(text.contains("| \(arm) "), "\(arm) in\n\(text)")
    }
    #expect(!text.contains("| within"))
  }

  @Test("several keys make rows and columns of their own")
  func severalKeys() throws {
    let table = try table(["teacher", "lambda"], ["student", "temperature"])
    #expect(table.rows.count == 6 && table.columns.count == 6)
    #expect(table.markdown(withInterval: false).contains("zernike, temperature=4"))
  }

  @Test("several numbers for one place are an error that names what still varies")
  func ambiguous() {
    #expect {
      try table(["lambda"], ["student"])
    } throws: { error in
      let text = "\(error)"
      return text.hasPrefix(
        "4 numbers would stand in one place (lambda=0.5, student=pixels): these keys still vary: ")
        && text.contains("teacher (fourier, zernike); temperature (1, 4)")
        && text.hasSuffix("or keep one value: --where 'teacher=fourier'")
    }
    // The chosen variants differ in their options by choice: that is not what makes places meet.
    var gains = gains
    for index in gains.indices where gains[index].teacher == "pixels" {
      gains[index].selected = gains[index].variant == "lambda=1, temperature=4"
    }
    #expect {
      try table(["method"], ["student"], of: gains)
    } throws: { "\($0)".contains("this key still varies: teacher (") }
  }

  @Test(
    "what the job does not have is refused with what it has",
    arguments: [
      (["colour"], ["student"], "teacher, student, method, setting, variant, arm, lambda"),
      (["teacher"], ["teacher"], "'teacher' is asked for twice"),
      (["teacher"], ["lamda"], "'lamda' is no key"),
    ])
  func unknown(_ rows: [String], _ columns: [String], _ words: String) {
    #expect { try table(rows, columns) } throws: { "\($0)".contains(words) }
  }

  @Test("unknown metrics and values are refused with those there are")
  func unknownValues() {
    #expect {
      try table(["teacher"], ["student"], metric: "auc")
    } throws: { "\($0)".contains("its metrics are: accuracy, log-loss") }
    #expect {
      try table(["lambda"], ["temperature"], ["teacher": "sound"])
    } throws: { "\($0)".contains("values of teacher: pixels, fourier, zernike") }
    #expect {
      try table(["arm"], ["student"], value: .gain)
    } throws: { "\($0)".contains("leave out one of them") }
    #expect(throws: SweepTableError.noComparisons) {
      try table(["teacher"], ["student"], of: [])
    }
  }

  @Test("levels have the errors of seeds and of rows beside them")
  func levels() throws {
    let arms = try table(["arm"], ["student"], ["teacher": "pixels"])
    let lines = arms.markdown(withInterval: true).split(separator: "\n")
    #expect(lines[2].hasPrefix("| student   | 71.0 ±0.3 ±1.1 |"))
    #expect(lines[4].contains("second ±: from the test rows"))
    let students = try table(["teacher"], ["student"], value: .student)
    #expect(students.markdown(withInterval: true).contains("71.0 ±0.3 ±1.1"))
  }

  @Test("a run without a number, and transfer without controls, are said")
  func missing() throws {
    let diverged = SampleSweep.comparisons { teacher, _, lambda, _ in
      teacher == "pixels" && lambda == 1 ? nil : 0.01
    }
    let conditions = ["teacher": "pixels", "student": "zernike"]
    let gain = try table(["lambda"], ["temperature"], conditions, of: diverged)
    #expect(
      gain.markdown(withInterval: true).contains("no number: a run left no finite number (2)"))
    let transfer = try table(["lambda"], ["temperature"], conditions, value: .transfer)
    #expect(
      transfer.markdown(withInterval: true).contains(
        "transfer needs controls, which run for chosen variants (3)"))
  }

  @Test("rows of the plan that have no value of a key are named")
  func unplaced() throws {
    var again = try #require(gains.first)
    again.variant = "selected, student's weight decay"
    again.cell = Cell(part: again.variant)
    again.selected = false
    let table = try table(
      ["lambda"], ["temperature"], ["teacher": "pixels", "student": "fourier"],
      of: gains + [again])
    #expect(
      table.caption(withInterval: true).hasSuffix(
        "Not in this table, having no value of a key: selected, student's weight decay."))
  }

  @Test("settings are experiments of their own: each has its chosen variant")
  func settings() throws {
    let gains =
      SampleSweep.comparisons(setting: "training.epochs=30")
      + SampleSweep.comparisons(setting: "training.epochs=60") { _, _, _, _ in 0.02 }
    #expect {
      try table(["teacher"], ["student"], of: gains)
    } throws: { "\($0)".contains("this key still varies: training.epochs (30, 60)") }
    let bySetting = try table(["epochs"], ["student"], ["teacher": "pixels"], of: gains)
    #expect(bySetting.isOfSelected)
    #expect(bySetting.rows == [["30"], ["60"]])
    let kept = try table(["teacher"], ["student"], ["training.epochs": "60"], of: gains)
    #expect(kept.all.count == 6 && kept.all.allSatisfy { $0.number == 0.02 })
  }

  @Test("draws of a split are shown as their means, and one by one where they are asked for")
  func draws() throws {
    let draws = (1...2).map { "data.split.seed=\($0)" }
    let gains = draws.flatMap { SampleSweep.comparisons(setting: $0) } + self.gains
    func table(_ rows: [String]) throws -> SweepTable {
      try SweepTable(
        gains, arms: [], draws: Set(draws),
        SweepTableRequest(
          rows: rows, columns: ["student"], conditions: [.init(key: "teacher", value: "pixels")]))
    }
    let means = try table(["teacher"])
    #expect(means.isOverDraws && means.all.count == 2)
    #expect(means.caption(withInterval: true).contains("means over the draws"))
    #expect(try table(["data.split.seed"]).rows == [["1"], ["2"]])
    #expect(try table(["setting"]).rows.count == 3)
  }

  @Test("CSV has every digit, interval ends in columns of their own, and empty fields")
  func csv() throws {
    let table = try table(["lambda"], ["temperature"], ["teacher": "pixels", "student": "zernike"])
    let lines = table.csv(withInterval: true).split(separator: "\n")
    #expect(
      lines[0]
        == "lambda,temperature=1,temperature=1 lower,temperature=1 upper,temperature=4,"
        + "temperature=4 lower,temperature=4 upper")
    #expect(lines[1].hasPrefix("0.5,-0.00900000"))
    let pairs = try self.table(["teacher"], ["student"])
    #expect(pairs.csv(withInterval: false).hasPrefix("teacher,pixels,fourier,zernike\npixels,,"))
  }

  @Test("names from outside are escaped in every format")
  func escaping() throws {
    let name = "=a|b_{\u{301}\\x}%"
    let gains = SampleSweep.comparisons(modalities: [name, "[b]"])
    let table = try table(["teacher"], ["student"], of: gains)
    #expect(table.markdown(withInterval: true).contains("`=a\\|b_{\u{301}\\x}%`"))
    #expect(table.csv(withInterval: true).contains("\"'=a|b_{\u{301}\\x}%\""))
    let latex = table.latex(withInterval: true)
    #expect(latex.contains("=a\\textbar{}b\\_\\{\u{301}\\textbackslash{}x\\}\\%"))
    #expect(latex.contains("    {[}b] &"))
  }

  @Test("LaTeX is a booktabs table with its legend as the caption")
  func latex() throws {
    let table = try table(["lambda"], ["temperature"], ["teacher": "pixels", "student": "zernike"])
    let text = table.latex(withInterval: true)
    #expect(text.contains("\\begin{tabular}{lrr}\n    \\toprule\n    lambda & temperature=1 &"))
    #expect(
      text.contains(
        "    0.5 & $\\triangleright$ $-0.9$ {\\footnotesize [$-1.7$, $-0.1$]} & $-0.6$"))
    #expect(text.contains("\\caption{Gain in accuracy, points, by lambda (rows)"))
    #expect(text.contains("95 \\% interval"))
  }

  @Test("facts hold every place, empty ones without a number")
  func facts() throws {
    let facts = try table(["teacher"], ["student"]).facts
    #expect(facts.count == 9)
    #expect(facts.count { $0.number == nil } == 3)
    let fact = try #require(facts.first { $0.rows["teacher"] == "pixels" && $0.number != nil })
    #expect(fact.columns == ["student": "fourier"] && fact.value == "gain")
    #expect(fact.lower != nil && fact.seSeeds == nil && fact.selected == true)
  }
}
