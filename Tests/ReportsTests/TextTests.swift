import PlainText
import Records
import Testing

@testable import Reports

@Suite("Numbers in text") struct NumberTests {
  @Test("p-values")
  func probabilities() {
    #expect(probabilityText(0.0009) == "< 0.001")
    #expect(probabilityText(0.0212) == "0.021")
    #expect(probabilityText(nil) == "–")
    #expect(probabilityText(.nan) == "–")
  }

  @Test("points with one decimal, more only where the error is small")
  func points() {
    let accuracy = ReportedMetric(name: "accuracy")
    #expect(MetricFormat(accuracy, spread: 0.004, level: 0.87).level(0.8734) == "87.3")
    #expect(MetricFormat(accuracy, spread: 0.0004, level: 0.87).level(0.8734) == "87.34")
    #expect(MetricFormat(accuracy, spread: nil, level: nil).difference(0.0131) == "+1.3")
    #expect(MetricFormat(accuracy, spread: 0.004, level: 0.87).level(nil) == "–")
  }

  @Test("a bound that is not zero never reads as zero")
  func bounds() {
    let format = MetricFormat(ReportedMetric(name: "accuracy"), spread: 0.004, level: 0.87)
    #expect(format.interval(0.0003, 0.0162) == "+0.03 to +1.6")
    #expect(format.interval(-0.0003, 0.0162) == "−0.03 to +1.6")
  }

  @Test("other metrics show two digits of their error")
  func ownUnits() {
    let error = ReportedMetric(name: "rmse")
    #expect(MetricFormat(error, spread: 6.4, level: 1432).level(1432.52) == "1432.5")
    #expect(MetricFormat(error, spread: 64, level: 1432).level(1432.52) == "1433")
    #expect(MetricFormat(error, spread: nil, level: 0.0123).level(0.012345) == "0.01235")
    #expect(error.lowerIsBetter)
    #expect(ReportedMetric(name: "invented").title == "invented")
  }
}

@Suite("Names from outside") struct EscapingTests {
  @Test(
    "plain words stay plain in Markdown, others become code",
    arguments: [
      ("mfeat: two pairs", "mfeat: two pairs"),
      ("lambda=0.5, temperature=4", "lambda=0.5, temperature=4"),
      ("naïve_bayes", "naïve_bayes"), ("_x_", "`_x_`"), ("a|b", "`a|b`"), ("`x`", "`` `x` ``"),
      ("<script>alert(1)</script>", "`<script>alert(1)</script>`"), ("**bold**", "`**bold**`"),
      ("[a](http://x.y)", "`[a](http://x.y)`"), ("www.x.y", "`www.x.y`"), ("- x", "`- x`"),
      ("# x", "`# x`"), ("", "(empty)"), ("a\u{1B}[31mb", "`a\\u{1b}[31mb`"),
      ("abc\u{202E}cba", "`abc\\u{202e}cba`"), ("two\nlines", "`two\\u{a}lines`"),
      // With a combining mark behind it a sign is another character, and the sign all the same.
      ("x`\u{301}<b>", "``x`\u{301}<b>``"), ("*\u{301}x*", "`*\u{301}x*`"),
      ("cafe\u{301}", "cafe\u{301}"),
    ])
  func names(_ name: String, _ markdown: String) {
    #expect(MarkdownText.name(name) == markdown)
  }

  @Test(
    "sentences keep their words and lose their markup",
    arguments: [
      ("gains 1.3 points (95 % interval)", "gains 1.3 points (95 % interval)"),
      ("a *b* <i>", "a \\*b\\* \\<i\\>"), ("# not a heading", "\\# not a heading"),
      ("see http://x.y", "see http\\://x.y"), ("a_b _c_", "a_b \\_c\\_"), ("a | b", "a \\| b"),
      ("one\ntwo", "one two"), ("bell\u{7}", "bell\\\\u{7}"),
      ("<\u{301}b> *\u{301}a [\u{301}", "\\<\u{301}b\\> \\*\u{301}a \\[\u{301}"),
    ])
  func sentences(_ text: String, _ markdown: String) {
    #expect(MarkdownText.sentence(text) == markdown)
  }

  @Test("SVG text")
  func svg() {
    #expect(xmlText("a<b> & \"c\"\u{0}") == "a&lt;b&gt; &amp; &quot;c&quot;\\u{0}")
    #expect(xmlText("<\u{301}&\u{301}") == "&lt;\u{301}&amp;\u{301}")
  }

  @Test(
    "report folders",
    arguments: [
      ("mfeat-pixels-to-morphology", "0012-mfeat-pixels-to-morphology"),
      ("../../etc/passwd", "0012-etc-passwd"), ("Größe: 3 %", "0012-gr-e-3"), ("…", "0012-unnamed"),
    ])
  func folders(_ name: String, _ folder: String) {
    #expect(Slug.reportFolder(job: 12, name: name) == folder)
  }

  @Test("a hostile name goes through a whole report without breaking a table or a tag")
  func wholeReport() {
    var pair = SampleReport.helping
    pair.teacher = "=pix|els<img src=x>"
    pair.student = "`morph`\u{202E}"
    let rendered = Report(
      SampleReport.report(pairs: [pair], job: SampleReport.job(name: "# <b>x</b>\n| y"))
    ).rendered
    let markdown = rendered.markdown
    #expect(markdown.hasPrefix("# `# <b>x</b>\\u{a}| y`\n"))
    #expect(markdown.contains("\n## `=pix|els<img src=x>` → "))
    for file in rendered.files {
      let text = String(decoding: file.bytes, as: UTF8.self)
      #expect(!text.unicodeScalars.contains("\u{202E}"))
      if file.name.hasSuffix(".svg") { #expect(!text.contains("<img")) }
      #expect(!file.name.contains("|") && !file.name.contains("<"))
    }
    // Every row of a table has as many bars as its rule.
    let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)
    for (rule, line) in zip(lines, lines.dropFirst()) where rule.hasPrefix("| --") {
      #expect(bars(rule) == bars(line), "\(line)")
    }
  }

  private func bars(_ line: Substring) -> Int {
    var previous: Character = " "
    var count = 0
    for character in line {
      if character == "|", previous != "\\" { count += 1 }
      previous = character
    }
    return count
  }

  @Test("pairs whose names give the same slug keep their own figures")
  func slugs() {
    var twin = SampleReport.helping
    twin.teacher = "PIXELS"
    let names = Report(SampleReport.report(pairs: [SampleReport.helping, twin])).rendered.files
      .map(\.name)
    #expect(names.contains("figures/reliability-pixels-to-morphology-2.svg"))
    #expect(Set(names).count == names.count)
  }
}
