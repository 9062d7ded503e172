import Testing

@testable import Reports

@Suite("Contents of a report") struct ContentsListTests {
  @Test("links every section by the anchor viewers make of its heading")
  func links() {
    let blocks = ["## pixels → morphology", "### Arms", "text", "## What this test set can show"]
    #expect(
      ContentsList(blocks, pairs: ["pixels → morphology"]).blocks == [
        "Contents: [pixels → morphology](#pixels--morphology) · [What this test set can "
          + "show](#what-this-test-set-can-show)"
      ])
  }

  @Test("numbers anchors that would be the same")
  func same() {
    #expect(
      ContentsList(["## a_1", "## `a_1`"], pairs: []).blocks == [
        "Contents: [a_1](#a_1) · [`a_1`](#a_1-1)"
      ])
  }

  @Test("leads to the first of many pairs")
  func many() {
    let pairs = (0..<13).map { "p\($0) → s" }
    let text = ContentsList(pairs.map { "## \($0)" } + ["## Data"], pairs: Set(pairs)).blocks[0]
    #expect(text == "Contents: [p0 → s](#p0--s) and 12 more pairs · [Data](#data)")
    let few = ContentsList(pairs.prefix(12).map { "## \($0)" }, pairs: Set(pairs)).blocks[0]
    #expect(few.contains("[p11 → s](#p11--s)"))
  }

  @Test("stands in reports of several pairs, each title once a heading")
  func report() {
    #expect(
      !Report(SampleReport.report(pairs: [SampleReport.helping])).rendered.markdown
        .contains("Contents: "))
    let markdown = Report(SampleReport.report()).rendered.markdown
    let contents = markdown.line(with: "Contents: ")
    for heading in markdown.split(separator: "\n").filter({ $0.hasPrefix("## ") }).dropFirst() {
      #expect(contents.contains("[\(heading.dropFirst(3))]("), "\(heading)")
    }
  }
}
