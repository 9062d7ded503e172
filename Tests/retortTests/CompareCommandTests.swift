import Testing

@Suite("retort compare and retort show with filters") struct CompareCommandTests {
  let laboratory: Laboratory

  /// A job, the same again under another name, and one with other epochs.
  init() throws {
    laboratory = try Laboratory(settings: "workers: 1\n")
    let bundles = try [
      TestBundle.tiny { $0.replacing("lambda: 0.5", with: "lambda: [0.5, 1]") },
      TestBundle.tiny {
        $0.replacing("lambda: 0.5", with: "lambda: [0.5, 1]")
          .replacing("name: tiny", with: "name: again") + "rerun: true\n"
      },
      TestBundle.tiny { $0.replacing("epochs: 3", with: "epochs: 4") },
    ]
    for (index, bundle) in bundles.enumerated() {
      try laboratory.drop(bundle, as: "\(index).tar.zst")
      #expect(try laboratory.drain().code == 0)
    }
  }

  func run(_ arguments: String...) throws -> RetortProgram.Outcome {
    try RetortProgram.start(arguments + ["--root", laboratory.path]).wait()
  }

  @Test("the same content computed again is equal to the byte; other epochs are told first")
  func compare() throws {
    let equal = try run("compare", "1", "2")
    #expect(equal.code == 0 && equal.errors.isEmpty)
    #expect(equal.output.contains("nothing differs: the results are equal to the byte"))
    #expect(equal.output.contains("NUMBERS: equal to the byte, all result rows"))

    let other = try run("compare", "1", "3").output
    let lines = other.split(separator: "\n")
    #expect(lines[2] == "first difference: the specification (2 values); the data are equal")
    #expect(other.contains("DATA: 1 file, the same bytes"))
    #expect(other.contains("  training.epochs "))
    #expect(other.contains("wide → narrow"))

    let fact = try #require(try run("compare", "1", "3", "--json").facts.first)
    #expect(fact["first_difference"] as? String == "specification")
    #expect(fact["is_equal_to_the_byte"] as? Bool == false)
    #expect((fact["gains"] as? [[String: Any]])?.count == 1)
    #expect(try run("compare", "1", "9").errors.contains("job 9 is not in the ledger"))
  }

  @Test("show lists what matches, as a table or as facts")
  func filters() throws {
    let chosen = try run("show", "1", "--selected", "--metric", "accuracy")
    #expect(chosen.output.split(separator: "\n").count == 3)
    #expect(chosen.output.contains("▶  lambda="))
    let facts = try run("show", "1", "--where", "lambda=1", "--metric", "accuracy", "--json").facts
    #expect(facts.count == 1)
    #expect(facts.first?["variant"] as? String == "lambda=1, temperature=2")
    #expect(facts.first?["job"] as? Int == 1)

    let levels = try run("show", "1", "--arm", "class-mean", "--metric", "accuracy", "--json").facts
    #expect(!levels.isEmpty && levels.allSatisfy { $0["mean"] is Double && $0["sd"] is Double })
    let unknown = try run("show", "1", "--arm", "nobody")
    #expect(unknown.code == 2 && unknown.errors.contains("its arms are: teacher, student"))
    #expect(try run("show", "1", "--teacher", "x").errors.contains("values of teacher: wide"))
    #expect(try run("show", "1", "--arm", "student", "--selected").code == 2)
    #expect(try run("show", "1").output.contains("TEACHER → STUDENT"))
  }
}
