import Digests

/// `manifest.json`: the size and SHA-256 of every other member, written by `retort pack`.
///
///     {"retort": 1, "members": {"job.yaml": {"bytes": 512, "sha256": "…"}, …}}
struct Manifest: Sendable, Hashable {
  var members: [ArchiveMember]

  init(members: [ArchiveMember]) {
    self.members = members
  }

  init(bytes: [UInt8]) throws(ArchiveError) {
    let value: JSONValue
    do {
      value = try JSONValue(parsing: bytes)
    } catch {
      throw Self.unreadable("\(error)")
    }
    guard value["retort"]?.integer == 1 else {
      throw Self.unreadable("its \"retort\" is not 1, the only version there is")
    }
    guard case .object(let entries)? = value["members"] else {
      throw Self.unreadable("it has no object \"members\"")
    }
    members = []
    for entry in entries {
      let (name, facts) = (entry.name, entry.value)
      guard let size = facts["bytes"]?.integer, size >= 0,
        let digest = facts["sha256"]?.text.flatMap(Digest.init(hex:))
      else {
        throw Self.unreadable("'\(EscapedName.of(name))' has no valid \"bytes\" and \"sha256\"")
      }
      members.append(ArchiveMember(name: name, size: size, digest: digest))
    }
  }

  /// - Parameter found: all members of the archive.
  func verify(_ found: [ArchiveMember]) throws(ArchiveError) {
    let digests = Dictionary(members.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let others = found.filter { $0.name != BundleNames.manifest }
    for member in others {
      guard let promised = digests[member.name] else { continue }
      guard promised.digest == member.digest, promised.size == member.size else {
        throw ArchiveError(
          .manifest, member: EscapedName.of(member.name),
          found: "\(member.size) bytes with SHA-256 \(member.digest)",
          expected: "\(promised.size) bytes with SHA-256 \(promised.digest), as the manifest says",
          remedy: "pack the bundle again after changing a file")
      }
    }
    let unlisted = others.filter { digests[$0.name] == nil }.map(\.name)
    guard unlisted.isEmpty else {
      throw ArchiveError(
        .manifest, found: "not in \(BundleNames.manifest): \(Self.listed(unlisted))",
        expected: "every member listed", remedy: "pack the bundle again after adding a file")
    }
    let present = Set(others.map(\.name))
    let missing = members.map(\.name).filter { !present.contains($0) }
    guard missing.isEmpty else {
      throw ArchiveError(
        .manifest,
        found: "in \(BundleNames.manifest) but not in the archive: \(Self.listed(missing))",
        expected: "every listed member present", remedy: "pack the bundle again")
    }
  }

  /// Sorted by name, one member a line.
  func json() -> [UInt8] {
    let lines = members.map { member in
      "    \(JSONValue.quoted(member.name)): {\"bytes\": \(member.size), \"sha256\": \"\(member.digest)\"}"
    }
    return Array(
      "{\n  \"retort\": 1,\n  \"members\": {\n\(lines.joined(separator: ",\n"))\n  }\n}\n".utf8)
  }

  private static func listed(_ names: [String]) -> String {
    let shown = names.sorted().prefix(5).map { "'\(EscapedName.of($0))'" }.joined(separator: ", ")
    return names.count > 5 ? "\(shown) and \(names.count - 5) more" : shown
  }

  private static func unreadable(_ reason: String) -> ArchiveError {
    ArchiveError(
      .manifest, member: BundleNames.manifest, found: "it cannot be read: \(reason)",
      expected: "what 'retort pack' writes", remedy: "leave it out, or pack with 'retort pack'")
  }
}
