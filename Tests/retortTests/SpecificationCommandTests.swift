import Foundation
import Testing

@Suite("Help with writing job.yaml") struct SpecificationCommandTests {
  @Test("experiments lists every preset with its question and what to write")
  func experiments() throws {
    let outcome = try RetortProgram.run("experiments")
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("teacher-choice: Which modality should teach this student?"))
    #expect(outcome.output.contains("    experiment: label-budget"))
    let facts = try RetortProgram.run("experiments", "--json").facts
    #expect(
      facts.map { $0["name"] as? String } == ["control-panel", "label-budget", "teacher-choice"])
    #expect(facts.allSatisfy { ($0["snippet"] as? String)?.contains("experiment: ") == true })
  }

  @Test("schema prints a JSON Schema that knows the methods of this build")
  func schema() throws {
    let outcome = try RetortProgram.run("schema")
    #expect(outcome.code == 0)
    let schema = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let properties = try #require(schema["properties"] as? [String: Any])
    let sweep = try #require(properties["sweep"] as? [String: Any])
    let swept = try #require(sweep["properties"] as? [String: Any])
    #expect(swept["method.temperature"] != nil && swept["training.epochs"] != nil)
    #expect(outcome.output.contains("\"generalized\""))
  }
}
