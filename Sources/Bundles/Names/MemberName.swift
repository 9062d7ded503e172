/// A member's name that has been checked: relative, without tricks, of bounded length and depth.
public struct MemberName: Sendable, Hashable {
  /// Components joined by `/`, without a leading `./` and without a trailing `/`.
  public let text: String

  var components: [Substring] { text.split(separator: "/", omittingEmptySubsequences: false) }

  /// - Returns: `nil` for the root itself (`.` or `./`), which is a folder without a name.
  /// - Throws: `ArchiveError` of kind `memberName` or `limit`.
  public init?(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) throws(ArchiveError) {
    let shown = EscapedName.of(bytes)
    func refuse(
      _ found: String, _ expected: String, _ remedy: String = "rename the file and pack it again"
    ) -> ArchiveError {
      ArchiveError(.memberName, member: shown, found: found, expected: expected, remedy: remedy)
    }

    guard bytes.count <= limits.nameBytes else {
      throw ArchiveError(
        .limit, member: shown, found: "the name is \(bytes.count) bytes long",
        expected: "at most \(limits.nameBytes) bytes", remedy: "shorten the path")
    }
    guard let name = String(validating: bytes, as: UTF8.self) else {
      throw refuse("the name is not valid UTF-8", "names in UTF-8")
    }
    if let scalar = name.unicodeScalars.first(where: Self.isRefused) {
      throw refuse(
        "the name holds the character U+\(String(scalar.value, radix: 16, uppercase: true))",
        "names without control characters")
    }
    guard !name.utf8.contains(UInt8(ascii: "\\")) else {
      throw refuse("the name holds a backslash", "components separated by '/'")
    }
    // Swift takes '/' and a combining mark behind it for one character; the system takes the '/'.
    guard name.count(where: { $0 == "/" }) == name.utf8.count(where: { $0 == 0x2F }) else {
      throw refuse(
        "a component of the name begins with a combining mark",
        "components that begin with a character of their own", "rename the file and pack it again")
    }
    guard !name.hasPrefix("/") else {
      throw refuse(
        "the name is an absolute path", "a path below the bundle's root",
        "pack with relative names ('retort pack DIRECTORY' does)")
    }

    var path = Substring(name)
    while path.hasPrefix("./") { path = path.dropFirst(2) }
    if path.hasSuffix("/") { path = path.dropLast() }
    if path.isEmpty && !name.isEmpty || path == "." { return nil }

    let components = path.split(separator: "/", omittingEmptySubsequences: false)
    for component in components {
      switch component {
      case "":
        throw refuse("the name has an empty component", "components of at least one character")
      case ".", "..":
        throw refuse("the name has a '\(component)' component", "a path below the bundle's root")
      default: break
      }
      guard component.utf8.count <= limits.componentBytes else {
        throw ArchiveError(
          .limit, member: shown,
          found: "a component of the name is \(component.utf8.count) bytes long",
          expected: "at most \(limits.componentBytes) bytes", remedy: "shorten the name")
      }
    }
    if let first = components.first.map({ Array($0.utf8) }), first.count >= 2, first[1] == 0x3A,
      (first[0] | 0x20) >= 0x61, (first[0] | 0x20) <= 0x7A
    {
      throw refuse("the name starts with a drive letter", "a path below the bundle's root")
    }
    guard components.count <= limits.depth else {
      throw ArchiveError(
        .limit, member: shown, found: "the name is \(components.count) components deep",
        expected: "at most \(limits.depth)", remedy: "put the files less deep")
    }
    text = String(path)
  }

  /// Control characters, line separators, and the marks that turn the direction of writing, which
  /// make a name look like another one.
  private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }
  }
}
