import ArchiveMaking
import Bundles

/// Archives that are cut, damaged, ambiguous, or none at all.
extension BadDrop {
  static let job = Array(
    TestBundle.job(name: "bad", epochs: 3, seeds: 2, hidden: "linear").utf8)
  static let table = Array(TestBundle.table(rows: 80).utf8)

  /// Everything a good bundle has, so that only what is done to it is wrong.
  static var goodTar: TarBlocks {
    var tar = TarBlocks()
    tar.add("job.yaml", job)
    tar.add("all.csv", table)
    return tar
  }

  static func compressed(_ bytes: [UInt8], as format: ArchiveFormat) -> [UInt8] {
    // An archive libarchive would not make is a row that fails, not one that is left out.
    (try? ArchiveMaking.compressed(bytes, as: format)) ?? []
  }

  static func zip(_ members: [(String, [UInt8])], link: String? = nil) -> [UInt8] {
    (try? ArchiveMaking.zip(members, link: link)) ?? []
  }

  private static func whole(_ format: ArchiveFormat) -> [UInt8] {
    format == .zip
      ? zip([("job.yaml", job), ("all.csv", table)])
      : compressed(goodTar.closed(), as: format)
  }

  static let damagedArchives = truncated + continued + inconsistent + none

  private static let truncated: [BadDrop] =
    ArchiveFormat.allCases.map { format in
      let bytes = whole(format)
      return BadDrop(
        "a truncated \(format.rawValue)", as: "half.\(format.rawValue)",
        Array(bytes.prefix(bytes.count / 2)), says: "the archive is truncated")
    } + [
      BadDrop(
        "a tar cut at a member's boundary", as: "boundary.tar", goodTar.bytes,
        says: "the tar does not end in two zero blocks"),
      BadDrop(
        "a compressed tar cut at a member's boundary", as: "boundary.tar.xz",
        compressed(goodTar.bytes, as: .xz), says: "the tar does not end in two zero blocks"),
      BadDrop(
        "a tar cut within its first name", as: "name.tar", Array(goodTar.bytes.prefix(6)),
        says: "only 6 bytes long", "'job.ya'"),
      BadDrop("an empty file", as: "empty.tar", [], says: "the file is empty"),
    ]

  private static let continued: [BadDrop] =
    ArchiveFormat.allCases.map { format in
      BadDrop(
        "data behind the end of a \(format.rawValue)", as: "more.\(format.rawValue)",
        whole(format) + Array("something that does not belong here".utf8),
        says: "data after the archive's end")
    } + [
      BadDrop(
        "two tars joined", as: "joined.tar", goodTar.closed() + goodTar.closed(),
        says: "data after the archive's end", "from byte", "'cat'"),
      BadDrop(
        "a second tar inside one compression", as: "joined.tar.zst",
        compressed(goodTar.closed() + goodTar.closed(), as: .zstd),
        says: "data after the archive's end"),
    ]

  private static let inconsistent: [BadDrop] = [
    BadDrop(
      "two sizes of one member", as: "sizes.tar",
      tar {
        $0.addRecords([("size", Array("600".utf8))])
        $0.add(name: Array("x.npy".utf8), [UInt8](repeating: 1, count: 600), size: 3)
      }, says: "member 'x.npy'", "600 bytes", "3 bytes"),
    BadDrop(
      "a global header that renames every member", as: "global.tar",
      tar { $0.addRecords([("path", Array("job.yaml".utf8))], as: .globalPax) } + goodTar.closed(),
      says: "a global header gives all members one 'path'"),
    BadDrop(
      "a folder with content", as: "folder.tar", tar { $0.add("d/", table, kind: .folder) },
      says: "member 'd/'", "a folder with"),
    BadDrop("a gzip damaged inside", as: "bits.tar.gz", flipped(.gzip), says: "damaged"),
    BadDrop("an xz damaged inside", as: "bits.tar.xz", flipped(.xz), says: "damaged"),
    BadDrop("a bzip2 damaged inside", as: "bits.tar.bz2", flipped(.bzip2), says: "damaged"),
    BadDrop(
      "a header whose checksum does not hold", as: "header.tar",
      {
        var bytes = goodTar.closed()
        bytes[512 + (job.count + 511) / 512 * 512 + 3] ^= 1
        return bytes
      }(), says: "the header of member 2 has a wrong checksum"),
    BadDrop(
      "a manifest that does not agree", as: "manifest.tar",
      tar { $0.add("manifest.json", Array(#"{"retort": 1, "members": {}}"#.utf8)) },
      says: "not in manifest.json: 'all.csv', 'job.yaml'"),
  ]

  private static let none: [BadDrop] =
    [
      ("lrzip", Array("LRZI".utf8)), ("RAR", Array("Rar!\u{1A}\u{7}\u{1}\u{0}".utf8)),
      ("7-Zip", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
      ("an ISO image", [UInt8](repeating: 0, count: 32_769) + Array("CD001".utf8)),
      ("lzip", Array("LZIP".utf8)), ("compress (.Z)", [0x1F, 0x9D, 0x90]),
    ].map { (name: String, start: [UInt8]) in
      BadDrop(
        "a file that starts like \(name)", as: "\(name.prefix(3)).tar",
        start + [UInt8](repeating: 0x5A, count: 2_000), says: "it looks like \(name)")
    } + [
      BadDrop(
        "a text", as: "text.tar", Array("no archive at all\n".utf8), says: "not an archive"),
      BadDrop(
        "a compressed text", as: "text.tar.gz", compressed(Array("no tar\n".utf8), as: .gzip),
        says: "what is compressed here is no tar"),
    ]

  /// A good bundle's tar with something more in it.
  static func tar(_ add: (inout TarBlocks) -> Void) -> [UInt8] {
    var tar = goodTar
    add(&tar)
    return tar.closed()
  }

  /// A good bundle whose bits are flipped somewhere in the middle.
  private static func flipped(_ format: ArchiveFormat) -> [UInt8] {
    var bytes = whole(format)
    for place in (bytes.count / 2)..<(bytes.count / 2 + 20) { bytes[place] ^= 0x5A }
    return bytes
  }
}
