import Foundation
import FoundationXML
import Testing

/// A picture read back as the XML it is: its shapes in the order drawn.
struct DrawnPicture {
  struct Shape {
    var name: String
    var attributes: [String: String]
    var text = ""

    /// A number of an attribute, such as `x` or `r`.
    func number(_ attribute: String) throws -> Double {
      try #require(attributes[attribute].flatMap(Double.init), "\(attribute) of \(self)")
    }

    /// The corners of a polygon or the points of a line of several.
    var points: [(x: Double, y: Double)] {
      (attributes["points"] ?? "").split(separator: " ").map { pair in
        let numbers = pair.split(separator: ",").compactMap { Double($0) }
        return (numbers[0], numbers[1])
      }
    }
  }

  let shapes: [Shape]

  /// - Throws: where it is no well-formed XML.
  init(_ svg: String) throws {
    let reader = Reader()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = reader
    try #require(parser.parse(), "no XML: \(String(describing: parser.parserError))")
    shapes = reader.shapes
  }

  func all(_ name: String) -> [Shape] { shapes.filter { $0.name == name } }

  var texts: [String] { all("text").map(\.text) }

  /// The first text with these words.
  func text(_ words: String) throws -> Shape {
    try #require(all("text").first { $0.text == words }, "'\(words)' among \(texts)")
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var shapes: [Shape] = []
    private var open: [Int] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      open.append(shapes.count)
      shapes.append(Shape(name: name, attributes: attributes))
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) { open.removeLast() }

    func parser(_ parser: XMLParser, foundCharacters characters: String) {
      if let last = open.last { shapes[last].text += characters }
    }
  }
}
