import Ledger
import Records
import Testing

@testable import Reports

@Suite("A warning of several places") struct SharedWarningTests {
  private func record(
    _ text: String, setting: String = "", teacher: String = "", student: String = ""
  ) -> SummaryRecord {
    SummaryRecord(
      ordinal: 0, section: "warning", setting: setting, teacher: teacher, student: student,
      text: text)
  }

  @Test("is one warning, in the place of the first")
  func once() {
    let warnings = SharedWarning.grouped([
      record("column 'x' counts rows", setting: "epochs=10"), record("labels shift"),
      record("column 'x' counts rows", setting: "epochs=20"),
      record("column 'x' counts rows", setting: "epochs=10"),
    ])
    #expect(warnings.map(\.text) == ["column 'x' counts rows", "labels shift"])
    #expect(warnings[0].places.map(\.setting) == ["epochs=10", "epochs=20"])
    #expect(warnings[1].places.isEmpty)
  }

  @Test("sentences that differ in a number stay apart")
  func apart() {
    #expect(SharedWarning.grouped([record("3 of 10"), record("4 of 10")]).count == 2)
  }

  @Test(
    "names up to four settings, counts more of them, and says where it is all",
    arguments: [
      ([0], "s0"), ([0, 2], "s0; s2"), ([0, 1, 2, 3], "s0; s1; s2; s3"),
      ([0, 1, 2, 3, 4], "5 of 6 settings"), ([0, 1, 2, 3, 4, 5], "all 6 settings"),
    ])
  func settings(_ numbers: [Int], _ words: String) throws {
    let warning = try #require(
      SharedWarning.grouped(numbers.map { record("w", setting: "s\($0)") }).first)
    #expect(warning.location(pairs: 1, settings: 6) == words)
  }

  @Test("names pairs, and pairs at settings")
  func pairs() throws {
    let records = ["a", "b"].flatMap { teacher in
      ["e=1", "e=2"].map { record("w", setting: $0, teacher: teacher, student: "c") }
    }
    let warning = try #require(SharedWarning.grouped(records).first)
    #expect(warning.location(pairs: 4, settings: 3) == "a → c; b → c, at e=1; e=2")
    #expect(warning.location(pairs: 2, settings: 2) == "all 2 pairs, at all 2 settings")
  }

  @Test("of a job of one pair and one setting goes without a place")
  func single() throws {
    let warning = try #require(
      SharedWarning.grouped([record("w", teacher: "a", student: "b")]).first)
    #expect(warning.location(pairs: 1, settings: 0) == nil)
  }

  @Test("of a teacher alone is one of its setting: the sentence has the teacher's name")
  func oneSide() throws {
    let warning = try #require(
      SharedWarning.grouped([record("w", setting: "e=1", teacher: "a")]).first)
    #expect(warning.location(pairs: 2, settings: 2) == "e=1")
  }

  @Test("stands once in a report, and is counted once in its first lines")
  func report() {
    var value = SampleReport.report()
    value.summaries += ["pixels", "fourier"].flatMap { teacher in
      [
        record(
          "The control 'across' gains.", teacher: teacher,
          student: teacher == "pixels" ? "morphology" : "zernike"),
        record("Column 'x' tells the label."),
      ]
    }
    let markdown = Report(value).rendered.markdown
    #expect(markdown.components(of: "Column 'x' tells the label.") == 1)
    #expect(markdown.contains("\n- The control 'across' gains. (all 2 pairs)\n"))
    #expect(markdown.contains("· 3 warnings below."))
  }
}
