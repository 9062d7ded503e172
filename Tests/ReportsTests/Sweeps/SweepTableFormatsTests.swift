import Records
import Testing

@testable import Reports

@Suite("A table of a sweep in three formats") struct SweepTableFormatsTests {
  private func table(
    _ rows: [String] = ["teacher", "lambda"], _ columns: [String] = ["student", "temperature"],
    value: SweepTableRequest.Value? = nil
  ) throws -> SweepTable {
    // Numbers that no decimal shows as they are.
    let gains = SampleSweep.comparisons { teacher, student, lambda, temperature in
      Double(teacher.count - student.count) / 300 + lambda / 70 - temperature / 900
    }
    return try SweepTable(
      gains, arms: SampleSweep.arms(of: gains),
      SweepTableRequest(rows: rows, columns: columns, value: value))
  }

  private func lines(_ text: String) -> [[Substring]] {
    text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
  }

  @Test("CSV reads back to the numbers of the ledger, to the bit, interval ends beside them")
  func exact() throws {
    let table = try table()
    let read = lines(table.csv(withInterval: true)).dropFirst().flatMap { line in
      line.dropFirst(2).map { Double($0) }
    }
    let ledger = table.facts.flatMap { [$0.number, $0.lower, $0.upper] }
    #expect(read == ledger)
    #expect(read.contains(nil) && read.contains { $0 != nil })
  }

  @Test("CSV of levels has standard errors in the columns of the ends")
  func levels() throws {
    let table = try table(["teacher"], ["student"], value: .student)
    let read = lines(table.csv(withInterval: true))
    #expect(read[0].prefix(4) == ["teacher", "pixels", "pixels se_seeds", "pixels se_rows"])
    let errors = read[1].dropFirst(5).prefix(2).compactMap { Double($0) }
    #expect(zip(errors, [0.003, 0.011]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test("every row of each format has a cell for every column", arguments: [false, true])
  func cells(_ withInterval: Bool) throws {
    let table = try table()
    // Two keys, then three students at two temperatures.
    let markdown = table.markdown(withInterval: withInterval).split(separator: "\n")
      .filter { $0.hasPrefix("|") }
    #expect(markdown.count == 8 && markdown.allSatisfy { $0.count { $0 == "|" } == 9 })
    let latex = table.latex(withInterval: withInterval).split(separator: "\n")
      .filter { $0.hasSuffix(" \\\\") }
    #expect(latex.count == 7 && latex.allSatisfy { $0.split(separator: " & ").count == 8 })
    let csv = table.csv(withInterval: withInterval)
    let numbers = withInterval ? 18 : 6
    #expect(lines(csv).dropFirst().map(\.count) == [Int](repeating: 2 + numbers, count: 6))
    // Titles hold a comma and stand in quotes.
    #expect(csv.prefix { $0 != "\n" }.count { $0 == "\"" } == 2 * numbers)
  }

  @Test("the caption says what is shown, by what, on which rows, and with how many seeds")
  func caption() throws {
    let caption = try table().caption(withInterval: true)
    #expect(
      caption.hasPrefix(
        "Gain in accuracy, points, by teacher, lambda (rows) and student, temperature (columns). "
          + "Gain: distilled minus the student alone, on test rows; + is better."))
    #expect(caption.contains("over seeds and test rows, for this training set."))
    #expect(caption.contains("5 seeds."))
    #expect(try !table().caption(withInterval: false).contains("interval"))
  }
}
