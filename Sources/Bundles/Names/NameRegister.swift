/// All names of an archive so far; refuses what would be the same file somewhere.
///
/// Two names are the same if they are equal after Unicode case folding (upper case, then lower case,
/// full mappings: `ß` and `ss` fold together) and canonical equivalence (`é` in one or two scalars).
/// Folders are compared too: `A/x` beside `a/y` is refused.
struct NameRegister {
  private enum Kind { case file, folder }

  private var seen: [String: (name: String, kind: Kind)] = [:]

  mutating func insert(file name: MemberName) throws(ArchiveError) {
    try insert(name, as: .file)
  }

  mutating func insert(folder name: MemberName) throws(ArchiveError) {
    try insert(name, as: .folder)
  }

  private mutating func insert(_ name: MemberName, as kind: Kind) throws(ArchiveError) {
    let components = name.components
    for depth in 1...components.count {
      let path = components.prefix(depth).joined(separator: "/")
      try insert(path, as: depth == components.count ? kind : .folder, of: name)
    }
  }

  private mutating func insert(
    _ path: String, as kind: Kind, of name: MemberName
  ) throws(ArchiveError) {
    let folded = path.uppercased().lowercased()
    guard let earlier = seen.updateValue((path, kind), forKey: folded) else { return }
    let shown = EscapedName.of(name.text)
    guard earlier.name.utf8.elementsEqual(path.utf8) else {
      throw ArchiveError(
        .collision, member: shown,
        found: "the name differs from '\(EscapedName.of(earlier.name))' in case or accents only",
        expected: "names that stay different on every system", remedy: "rename one of them")
    }
    if earlier.kind == .folder && kind == .folder { return }
    throw ArchiveError(
      .collision, member: shown,
      found: earlier.kind == kind
        ? "the name occurs twice" : "'\(EscapedName.of(path))' is both a file and a folder",
      expected: "every name once", remedy: "pack the files afresh into a new archive")
  }
}
