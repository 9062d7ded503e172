/// All names of an archive so far; refuses what would be the same file somewhere.
///
/// Two names are the same if they are equal after Unicode case folding (upper case, then lower case,
/// full mappings: `ß` and `ss` fold together) and canonical equivalence (`é` in one or two scalars).
/// Folders are compared too: `A/x` beside `a/y` is refused.
struct NameRegister {
  private enum Kind { case file, folder }

  private var seen: [String: (name: String, kind: Kind)] = [:]

  mutating func insert(file name: MemberName) throws(ArchiveError) {
    try Self.refuseLookalike(name)
    try insert(name, as: .file)
  }

  /// `Job.yaml` beside or instead of `job.yaml` would be one or the other on another system. They count
  /// at the root, and in the one folder an archive may put around everything.
  private static func refuseLookalike(_ name: MemberName) throws(ArchiveError) {
    guard name.components.count <= 2, let last = name.components.last else { return }
    let meant = [BundleNames.specification, BundleNames.manifest].first { own in
      own == folded(last) && !own.utf8.elementsEqual(last.utf8)
    }
    guard let meant else { return }
    throw ArchiveError(
      .collision, member: EscapedName.of(name.text),
      found: "the name differs from '\(meant)' in case or accents only",
      expected: "'\(meant)' in small letters, or another name", remedy: "rename it")
  }

  private static func folded(_ text: some StringProtocol) -> String {
    text.uppercased().lowercased()
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
    guard let earlier = seen.updateValue((path, kind), forKey: Self.folded(path)) else { return }
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
