import Testing

@testable import Specifications

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("The reference of job.yaml") struct SpecificationReferenceTests {
  /// Dotted paths of a canonical form, with modality names as `NAME`.
  private func paths(_ value: CanonicalValue, at path: String = "") -> Set<String> {
    guard case .object(let members) = value, path != "sweep" else { return [path] }
    var result: Set<String> = path.isEmpty ? [] : [path]
    for (key, member) in members {
      let name = path == "data.modalities" ? "NAME" : key
      result.formUnion(paths(member, at: path.isEmpty ? name : "\(path).\(name)"))
    }
    return result
  }

  @Test("lists every key once, with a sentence")
  func sentences() {
    let keys = Example.reference.keysAndOptions
    #expect(Set(keys.map(\.path)).count == keys.count)
    for key in keys { #expect(key.summary.hasSuffix("."), "\(key.path)") }
  }

  @Test(
    "knows every key of the canonical form",
    arguments: [Example.yaml, Example.small(), Example.images, Example.texts])
  func complete(yaml: String) throws {
    let known = Set(Example.reference.keysAndOptions.map(\.path))
    let written = paths(try Example.parsed(yaml).specification.canonical)
    #expect(written.filter { !known.contains($0) && !$0.hasPrefix("method.") }.isEmpty)
    #expect(
      written.filter { $0.split(separator: ".").count == 3 && $0.hasPrefix("method.") }
        .allSatisfy(known.contains))
  }

  @Test("says the defaults that absent keys get")
  func defaults() throws {
    let job = try Example.parsed(Example.small()).specification
    #expect(job.training == TrainingSpecification())
    let rows = job.nonDefaultValues(
      methods: Example.methods, networks: Example.kinds)
    let said = ["data.", "teacher.", "student.", "method"]
    #expect(rows.allSatisfy { row in said.contains { row.key.hasPrefix($0) } })
  }

  @Test(
    "stands in the docs as it is here",
    arguments: [
      ("docs/job-yaml.md", "SpecificationReference", Example.reference.markdown),
      ("docs/sweeps.md", "SweptKeys", Example.reference.swept.markdown),
    ])
  func document(name: String, source: String, generated: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: name)
    let text = try String(contentsOf: file, encoding: .utf8)
    let marker = "<!-- generated from \(source) -->\n"
    let parts = text.components(separatedBy: marker)
    try #require(parts.count == 3)
    let table = "\n" + generated + "\n"
    if parts[1] != table, ProcessInfo.processInfo.environment["RETORT_WRITE_DOCS"] != nil {
      try [parts[0], table, parts[2]].joined(separator: marker)
        .write(to: file, atomically: true, encoding: .utf8)
      return
    }
    #expect(parts[1] == table, "write it again: RETORT_WRITE_DOCS=1 swift test --filter document")
  }

  @Test("and the example of docs/job-yaml.md can be read")
  func example() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/job-yaml.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let blocks = text.components(separatedBy: "```yaml\n").dropFirst()
    let first = try #require(blocks.first?.components(separatedBy: "```").first)
    #expect(try Example.parsed(first).specification.seeds == 10)
  }
}
