import Digests

/// Reads a bundle's archive into a sink.
///
/// Accepted: tar (ustar, pax, GNU; plain, gzip, zstd, xz, bzip2, lz4) and zip. Only regular files and
/// folders, with names that stay below the root. If everything lies in one top folder that holds
/// `job.yaml`, that folder is taken off the names. A `manifest.json` at the root is checked against
/// the members; having none is fine.
///
/// The work is not undone on an error: what the sink already received is for its owner to discard.
public enum ArchiveReader {
  /// - Parameter descriptor: a regular file open for reading; its offset is neither used nor moved.
  public static func read(
    descriptor: Int32, limits: ArchiveLimits = ArchiveLimits(), into sink: inout some MemberSink
  ) throws(ArchiveError) -> ArchiveContents {
    try read(ByteSource(descriptor: descriptor), limits: limits, into: &sink)
  }

  static func read(
    _ source: ByteSource, limits: ArchiveLimits, into sink: inout some MemberSink
  ) throws(ArchiveError) -> ArchiveContents {
    let format = try ArchiveFormat(magic: source.bytes(at: 0, count: ArchiveFormat.magicBytes))
    let (members, kept) = try ArchiveLibrary.inUTF8 {
      () throws(ArchiveError) -> ([ArchiveMember], [String: [UInt8]]) in
      var tee = BundleSink(sink, limits: limits)
      defer { sink = tee.inner }
      return try tee.run(source, format: format, limits: limits)
    }
    return try contents(members, kept: kept, format: format, limits: limits)
  }

  /// Takes a single top folder off, and checks that the bundle has what it must have.
  private static func contents(
    _ members: [ArchiveMember], kept: [String: [UInt8]], format: ArchiveFormat,
    limits: ArchiveLimits
  ) throws(ArchiveError) -> ArchiveContents {
    var folder: String?
    if !members.contains(where: { $0.name == BundleNames.specification }),
      let top = singleFolder(of: members),
      members.contains(where: { $0.name == "\(top)/\(BundleNames.specification)" })
    {
      folder = top
    }
    let prefix = folder.map { "\($0)/" } ?? ""
    let named = members.map { member in
      var member = member
      member.name = String(member.name.dropFirst(prefix.count))
      return member
    }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }

    guard let specification = named.first(where: { $0.name == BundleNames.specification }) else {
      throw noSpecification(members)
    }
    guard specification.size <= limits.specificationBytes,
      let text = kept[prefix + BundleNames.specification]
    else { throw limits.specificationTooLong(specification.size) }

    if let manifest = named.first(where: { $0.name == BundleNames.manifest }) {
      guard let bytes = kept[prefix + BundleNames.manifest] else {
        throw ArchiveError(
          .limit, member: BundleNames.manifest, found: "it is \(manifest.size) bytes long",
          expected: "at most \(limits.manifestBytes) bytes",
          remedy: "leave it out, or pack with 'retort pack'")
      }
      try Manifest(bytes: bytes).verify(named)
    }
    return ArchiveContents(
      members: named, specification: text, strippedFolder: folder,
      hasManifest: named.contains { $0.name == BundleNames.manifest }, format: format)
  }

  /// The folder every member lies in, if there is one.
  private static func singleFolder(of members: [ArchiveMember]) -> String? {
    guard let slash = members.first?.name.firstIndex(of: "/"), let first = members.first else {
      return nil
    }
    let folder = String(first.name[..<slash])
    return members.allSatisfy { $0.name.hasPrefix("\(folder)/") } ? folder : nil
  }

  private static func noSpecification(_ members: [ArchiveMember]) -> ArchiveError {
    let tops = Set(
      members.map { member in
        member.name.firstIndex(of: "/").map { String(member.name[...$0]) } ?? member.name
      })
    let shown = tops.sorted().prefix(8).map { "'\(EscapedName.of($0))'" }
    let rest = tops.count > 8 ? " and \(tops.count - 8) more" : ""
    let root = tops.isEmpty ? "nothing" : shown.joined(separator: ", ") + rest
    let elsewhere = members.first { $0.name.hasSuffix("/\(BundleNames.specification)") }
    return ArchiveError(
      .noSpecification,
      found: "no \(BundleNames.specification) at the root of the archive, which holds \(root)",
      expected: "exactly one \(BundleNames.specification) at the root, or in one folder that "
        + "holds everything",
      remedy: elsewhere.map {
        "'\(EscapedName.of($0.name))' is too deep: pack from inside its folder"
      } ?? "write one ('retort pack DIRECTORY' checks it) and pack it beside the data")
  }
}
