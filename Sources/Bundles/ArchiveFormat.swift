/// The archives Retort reads, told by their first bytes.
public enum ArchiveFormat: String, Sendable, Hashable, CaseIterable {
  case tar
  case gzip = "tar.gz"
  case zstd = "tar.zst"
  case xz = "tar.xz"
  case bzip2 = "tar.bz2"
  case lz4 = "tar.lz4"
  case zip

  static let accepted = "a tar (plain, gzip, zstd, xz, bzip2 or lz4) or a zip"

  /// How many first bytes `init(magic:)` looks at: the `CD001` of an ISO image stands at 32 769.
  static let magicBytes = 33_000

  /// The format of the archive that starts with these bytes.
  init(magic: [UInt8]) throws(ArchiveError) {
    guard !magic.isEmpty else { throw .truncated("the file is empty") }
    guard let format = Self.known(magic) else {
      let stranger = Self.stranger(magic)
      if stranger == nil, Self.isStub(magic) {
        throw .truncated(
          "the file is only \(magic.count) bytes long, less than any archive, and starts with "
            + "'\(EscapedName.of(magic.prefix(32)))'")
      }
      throw ArchiveError(
        .notAnArchive, found: "not an archive Retort reads: \(stranger ?? Self.start(magic))",
        expected: "\(Self.accepted), with \(BundleNames.specification) at its root",
        remedy: "make one with 'retort pack DIRECTORY'")
    }
    self = format
  }

  /// Whether these bytes may start another archive of this format, or the part of one that is here.
  func mayStart(with bytes: [UInt8]) -> Bool {
    Self.signatures.contains { format, signature in
      format == self && (signature.starts(with: bytes) || bytes.starts(with: signature))
    }
  }

  private static let signatures: [(ArchiveFormat, [UInt8])] = [
    (.gzip, [0x1F, 0x8B]), (.zstd, [0x28, 0xB5, 0x2F, 0xFD]),
    (.xz, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]), (.bzip2, Array("BZh".utf8)),
    (.lz4, [0x04, 0x22, 0x4D, 0x18]), (.zip, [0x50, 0x4B, 3, 4]), (.zip, [0x50, 0x4B, 5, 6]),
  ]

  /// Whether a whole file of these bytes may be the start of an archive that is still arriving.
  private static func isStub(_ bytes: [UInt8]) -> Bool {
    signatures.contains { $0.1.starts(with: bytes) } || TarHeader.isStart(bytes)
  }

  private static func known(_ magic: [UInt8]) -> ArchiveFormat? {
    for (format, signature) in signatures where magic.starts(with: signature) { return format }
    guard TarHeader.isPlausible(magic) else { return nil }
    // An ISO image starts with zeros, as the end of a tar does.
    return magic[0] == 0 && stranger(magic) != nil ? nil : .tar
  }

  /// What the bytes are instead, where they are known.
  private static func stranger(_ magic: [UInt8]) -> String? {
    let strangers: [(String, Int, [UInt8])] = [
      ("7-Zip", 0, [0x37, 0x7A, 0xBC, 0xAF]), ("RAR", 0, Array("Rar!".utf8)),
      ("lrzip", 0, Array("LRZI".utf8)), ("lzip", 0, Array("LZIP".utf8)),
      ("lzop", 0, [0x89, 0x4C, 0x5A, 0x4F]), ("compress (.Z)", 0, [0x1F, 0x9D]),
      ("CAB", 0, Array("MSCF".utf8)), ("xar", 0, Array("xar!".utf8)),
      ("cpio", 0, Array("0707".utf8)), ("ar", 0, Array("!<arch>".utf8)),
      ("an ISO image", 32_769, Array("CD001".utf8)),
      ("a NumPy array", 0, [0x93] + Array("NUMPY".utf8)),
      ("an SQLite database", 0, Array("SQLite".utf8)),
      ("PDF", 0, Array("%PDF".utf8)), ("HDF5", 0, [0x89, 0x48, 0x44, 0x46]),
      ("a split zip", 0, [0x50, 0x4B, 7, 8]),
    ]
    return strangers.first { magic.dropFirst($0.1).starts(with: $0.2) }
      .map { "it looks like \($0.0)" }
  }

  /// How the bytes start, for the message.
  private static func start(_ magic: [UInt8]) -> String {
    let start = magic.prefix(32)
    if start.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 10 || $0 == 13 || $0 == 9 }) {
      return "it starts with the text '\(EscapedName.of(start))'"
    }
    return "it starts with bytes of no known format"
  }
}
