import Testing

@testable import Reports

@Suite("A picture") struct SVGDocumentTests {
  private func picture(
    title: String = "t", description: String = "d", _ draw: (inout SVGDocument) -> Void = { _ in }
  ) -> SVGDocument {
    var picture = SVGDocument(width: 100, height: 50, title: title, description: description)
    draw(&picture)
    return picture
  }

  @Test(
    "gives a reader the words it was given, whatever they are",
    arguments: [
      "a < b && c > d", "</text><script>x</script>", "\"quoted\" & 'single'", "]]>", "Größe λ",
    ])
  func words(_ words: String) throws {
    let svg = picture(title: words, description: words) {
      $0.text(words, at: Point(1, 2), tooltip: words)
    }.svg
    let read = try DrawnPicture(svg)
    #expect(try read.text(words).text == words)
    #expect(read.all("title").map(\.text) == [words, words])
    #expect(read.all("desc").map(\.text) == [words])
    #expect(read.all("script").isEmpty)
  }

  @Test("shows what nobody could see: controls and turned directions, which XML forbids or hides")
  func invisible() throws {
    let read = try DrawnPicture(picture { $0.text("a\u{0}b\u{202E}c", at: Point(0, 0)) }.svg)
    #expect(read.texts == ["a\\u{0}b\\u{202e}c"])
  }

  @Test("has two decimals in every coordinate, and no negative zero")
  func coordinates() {
    let svg = picture { $0.line(Point(1.0 / 3, -0.001), Point(2, 10), .init(color: "red")) }.svg
    #expect(svg.contains("x1=\"0.33\" y1=\"0.00\" x2=\"2.00\" y2=\"10.00\""))
  }

  @Test("brings its own ground, below all that is drawn on it, and is as large as it says")
  func ground() throws {
    let read = try DrawnPicture(picture { $0.circle(Point(5, 5), radius: 2, fill: "red") }.svg)
    #expect(read.shapes.map(\.name) == ["svg", "title", "desc", "rect", "circle"])
    #expect(read.shapes[0].attributes["viewBox"] == "0 0 100.00 50.00")
    #expect(read.shapes[3].attributes["fill"] == Palette.ground)
  }
}

@Suite("The measure of a text") struct TextMeasureTests {
  @Test("grows with every character and with the size, and more so in bold")
  func width() {
    let words = "Größe: λ=0.5 (pixels → morphology)"
    let widths = words.indices.map { estimatedWidth(of: String(words[...$0]), size: 12) }
    #expect(zip(widths, widths.dropFirst()).allSatisfy { $0 < $1 })
    let width = estimatedWidth(of: words, size: 12)
    #expect(abs(estimatedWidth(of: words, size: 24) - 2 * width) < 1e-9)
    #expect(estimatedWidth(of: words, size: 12, bold: true) > width)
    #expect(estimatedWidth(of: "", size: 12) == 0)
  }

  @Test("shortens to what fits, keeping the beginning and the end", arguments: [40.0, 60, 90, 150])
  func shortening(_ width: Double) {
    let name = "student.network.hidden=256, training.epochs=30"
    let cut = shortened(name, toFit: width, size: 12)
    #expect(estimatedWidth(of: cut, size: 12) <= width)
    let ends = cut.split(separator: "…", omittingEmptySubsequences: false)
    #expect(ends.count == 2)
    #expect(name.hasPrefix(ends[0]) && name.hasSuffix(ends[1]))
    // One character more would not have fitted.
    #expect(estimatedWidth(of: cut + "m", size: 12) > width)
    #expect(shortened(name, toFit: 1_000, size: 12) == name)
  }
}
