/// Where what stands in a report of several pairs: a link to every section, to the pairs one by one while they
/// are few.
struct ContentsList: Sendable {
  /// Titles of the sections, in Markdown.
  private let titles: [String]
  private let pairs: Set<String>
  /// More pairs than this are led to by the first of them; the table at a glance has their names.
  private let limit = 12

  /// - Parameters:
  ///   - blocks: of the document; a section's first block is its heading, `## Title`.
  ///   - pairs: titles of the sections that are pairs.
  init(_ blocks: [String], pairs: Set<String>) {
    titles = blocks.filter { $0.hasPrefix(Self.heading) }.map { String($0.dropFirst(3)) }
    self.pairs = pairs
  }

  private static let heading = "## "

  var blocks: [String] {
    guard !titles.isEmpty else { return [] }
    var anchors = Anchors()
    var links: [String] = []
    let count = titles.count { pairs.contains($0) }
    var seen = 0
    for title in titles {
      let anchor = anchors.next(for: title)
      if pairs.contains(title) {
        seen += 1
        if count > limit, seen > 1 { continue }
      }
      let more = count > limit && pairs.contains(title) ? " and \(count - 1) more pairs" : ""
      links.append("[\(title)](#\(anchor))\(more)")
    }
    return ["Contents: " + links.joined(separator: " · ")]
  }

  /// Anchors as Markdown viewers make them of headings: letters, digits, hyphens and underscores in lower
  /// case, spaces as hyphens, and a number where one was there before.
  private struct Anchors {
    private var known: [String: Int] = [:]

    mutating func next(for title: String) -> String {
      var anchor = ""
      for character in title.lowercased() {
        if character.isLetter || character.isNumber || character == "-" || character == "_" {
          anchor.append(character)
        } else if character == " " {
          anchor.append("-")
        }
      }
      let before = known[anchor, default: 0]
      known[anchor] = before + 1
      return before == 0 ? anchor : "\(anchor)-\(before)"
    }
  }
}
