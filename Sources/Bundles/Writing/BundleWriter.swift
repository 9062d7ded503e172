import Digests

/// Packs members into a reproducible `.tar.zst`: the same members give the same bytes.
///
/// pax restricted (ustar wherever a name or size fits), names sorted by their bytes, time 0, owner 0,
/// mode 0644, zstd at level 9 in one thread. `manifest.json` is added; a member of that name is not
/// accepted. Another version of libzstd may choose other bytes; the members' digests stay.
public struct BundleWriter: Sendable {
  /// A member to be packed.
  public struct Entry: Sendable {
    enum Content: Sendable {
      case bytes([UInt8])
      case file(BundleDirectory)
    }

    public let name: String
    let content: Content

    public init(name: String, bytes: [UInt8]) {
      self.name = name
      content = .bytes(bytes)
    }

    /// The file `name` of `directory`.
    public init(name: String, in directory: BundleDirectory) {
      self.name = name
      content = .file(directory)
    }
  }

  public var limits: ArchiveLimits

  public init(limits: ArchiveLimits = ArchiveLimits()) {
    self.limits = limits
  }

  /// Writes the archive to `descriptor`, from its present offset on.
  ///
  /// - Returns: the members, `manifest.json` included, sorted by name.
  @discardableResult
  public func write(
    _ entries: [Entry], to descriptor: Int32
  ) throws(ArchiveError) -> [ArchiveMember] {
    try write(entries, to: .descriptor(descriptor))
  }

  /// The archive's bytes: for small bundles.
  public func bytes(_ entries: [Entry]) throws(ArchiveError) -> [UInt8] {
    let buffer = ArchiveOutput.Buffer()
    try write(entries, to: .memory(buffer))
    return buffer.bytes
  }

  /// Everything in a directory but hidden files and its old manifest.
  @discardableResult
  public func write(
    _ directory: BundleDirectory, to descriptor: Int32
  ) throws(ArchiveError) -> [ArchiveMember] {
    try write(Self.entries(of: directory), to: descriptor)
  }

  public static func entries(of directory: BundleDirectory) -> [Entry] {
    directory.names.filter { $0 != BundleNames.manifest }.map { Entry(name: $0, in: directory) }
  }

  @discardableResult
  private func write(
    _ entries: [Entry], to destination: ArchiveOutput.Destination
  ) throws(ArchiveError) -> [ArchiveMember] {
    let checked = try check(entries)
    var members: [ArchiveMember] = []
    for entry in checked { members.append(try entry.digested()) }
    try checkTotals(members)

    let manifest = Manifest(members: members).json()
    let manifestEntry = Entry(name: BundleNames.manifest, bytes: manifest)
    let all = (checked + [manifestEntry]).sorted { Self.precedes($0.name, $1.name) }
    members.append(try manifestEntry.digested())
    members.sort { Self.precedes($0.name, $1.name) }

    try ArchiveLibrary.inUTF8 { () throws(ArchiveError) in
      let output = try ArchiveOutput(destination)
      for (entry, member) in zip(all, members) { try output.append(entry, expecting: member) }
      try output.finish()
    }
    return members
  }

  /// The entries under their normalised names, sorted; all that the reader would refuse is refused.
  private func check(_ entries: [Entry]) throws(ArchiveError) -> [Entry] {
    guard entries.count < limits.members else {
      throw ArchiveError(
        .limit, found: "\(entries.count) files, and a manifest beside them",
        expected: "at most \(limits.members) members",
        remedy: "store many small arrays in one .npz or .csv")
    }
    var register = NameRegister()
    for entry in entries {
      guard let name = try MemberName(Array(entry.name.utf8), limits: limits),
        name.text == entry.name
      else {
        throw ArchiveError(
          .memberName, member: EscapedName.of(entry.name),
          found: "the name is not in its plain form",
          expected: "a path without './' and without '/' at its end")
      }
      guard name.text != BundleNames.manifest else {
        throw ArchiveError(
          .manifest, member: BundleNames.manifest, found: "a manifest among the members",
          expected: "members only: the manifest is written afresh", remedy: "leave it out")
      }
      try register.insert(file: name)
    }
    return entries.sorted { Self.precedes($0.name, $1.name) }
  }

  private func checkTotals(_ members: [ArchiveMember]) throws(ArchiveError) {
    guard let specification = members.first(where: { $0.name == BundleNames.specification }) else {
      throw ArchiveError(
        .noSpecification, found: "no \(BundleNames.specification) among the files to pack",
        expected: "one \(BundleNames.specification) at the root",
        remedy: "write one beside the data files")
    }
    guard specification.size <= limits.specificationBytes else {
      throw limits.specificationTooLong(specification.size)
    }
    var total = 0
    for member in members {
      guard member.size <= limits.totalBytes - total else { throw limits.tooManyBytes() }
      total += member.size
    }
  }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
