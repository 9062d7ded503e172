import Testing

@Suite("retort table") struct TableCommandTests {
  private func laboratory() throws -> Laboratory {
    let laboratory = try Laboratory(settings: "workers: 1\n")
    let bundle = try TestBundle.tiny {
      $0.replacing("lambda: 0.5", with: "lambda: [0.5, 1]")
    }
    try laboratory.drop(bundle, as: "tiny.tar.zst")
    #expect(try laboratory.drain().code == 0)
    return laboratory
  }

  @Test("prints Markdown, CSV, LaTeX and facts; teaches where it cannot")
  func formats() throws {
    let laboratory = try laboratory()
    func table(_ arguments: String...) throws -> RetortProgram.Outcome {
      try RetortProgram.start(["table", "1", "--root", laboratory.path] + arguments).wait()
    }
    let markdown = try table("--rows", "lambda", "--columns", "student")
    #expect(markdown.code == 0 && markdown.errors.isEmpty)
    #expect(markdown.output.hasPrefix("| lambda |"))
    #expect(markdown.output.contains("▶ "))
    #expect(markdown.output.contains("\n\nGain in accuracy, points, by lambda"))

    let csv = try table("--rows", "teacher", "--columns", "student", "--format", "csv")
    #expect(csv.output.hasPrefix("teacher,narrow,narrow lower,narrow upper\nwide,"))
    #expect(csv.errors.isEmpty, "quiet in a pipe")
    let latex = try table("--rows", "arm", "--columns", "student", "--format", "latex")
    #expect(latex.output.contains("\\toprule") && latex.output.contains("class-mean &"))

    let facts = try table("--rows", "lambda", "--columns", "student", "--json").facts
    #expect(facts.count == 2)
    #expect(facts.allSatisfy { $0["number"] is Double && $0["lower"] is Double })

    let ambiguous = try table("--rows", "teacher", "--columns", "student", "--where", "colour=red")
    #expect(ambiguous.code == 2 && ambiguous.errors.contains("'colour' is no key of this job"))
    let wrong = try table("--rows", "teacher", "--columns", "student", "--where", "lambda")
    #expect(wrong.code == 2 && wrong.errors.contains("--where"))
  }

  @Test("of a job that compared nothing says why")
  func nothing() throws {
    let laboratory = try Laboratory()
    try laboratory.drop([1, 2, 3], as: "bad.tar")
    _ = try laboratory.drain()
    let outcome = try RetortProgram.run(
      "table", "1", "--rows", "teacher", "--columns", "student", "--root", laboratory.path)
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("job 1: there is nothing to put into a table"))
  }
}
