/// Finds what may be uses of YAML anchors before the file is parsed.
///
/// Nested aliases make a few hundred bytes expand to billions of nodes ("billion laughs"). Parsing
/// shares them and costs nothing, but comparing or hashing an alias used as a key visits every copy.
/// With at most `allowed` of them that stays below 3^(8/3) ≈ 19 times the file.
///
/// The scan knows neither comments nor quotes, so it may count too many; what it lets through is
/// refused exactly, node by node, by `YAMLDocument`.
enum AliasScan {
  static let allowed = 8

  /// The first `*name` of a text that has more than `allowed` of them with an anchor `&name`.
  static func firstOfTooMany(in source: SourceText) -> SourcePosition? {
    var anchors: Set<String> = []
    var aliases: [(name: String, position: SourcePosition)] = []
    for (index, line) in source.lines.enumerated() {
      var previous: Unicode.Scalar = " "
      var column = 0
      var cursor = line.startIndex
      while cursor < line.endIndex {
        let scalar = line[cursor]
        let next = line.index(after: cursor)
        if scalar == "&" || scalar == "*", mayPrecede(previous) {
          let name = String(String.UnicodeScalarView(line[next...].prefix(while: isNameScalar)))
          if !name.isEmpty, scalar == "&" { anchors.insert(name) }
          if !name.isEmpty, scalar == "*" {
            aliases.append((name, SourcePosition(line: index + 1, column: column + 1)))
          }
        }
        previous = scalar
        cursor = next
        column += 1
      }
    }
    let used = aliases.filter { anchors.contains($0.name) }
    return used.count > allowed ? used.first?.position : nil
  }

  private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
    default: false
    }
  }

  private static func mayPrecede(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", "[", "{", ",", ":", "-", "?", "\u{FEFF}", "\"", "'", "]", "}": true
    default: false
    }
  }
}
