import ArchiveMaking
import Bundles

/// Archives that unpack to more than they look like.
///
/// Ten gigabytes in ten kilobytes are in the reach of bzip2 alone. xz packs zeros 7 000 : 1, zstd
/// 32 000 : 1 and deflate 1 030 : 1, so theirs are smaller; lz4 packs 255 : 1, which is no bomb.
extension BadDrop {
  private static let refusal = "unpacks to more than 1000 bytes for each of its own"

  static let tooMuch: [BadDrop] = [
    BadDrop(
      "10 GB of zeros in 11 KB of bzip2", as: "zeros.tar.bz2", zeros(10_560_000_000, .bzip2),
      says: refusal, "pack them as a plain tar"),
    BadDrop(
      "1 GB of zeros in zstd", as: "zeros.tar.zst", zeros(1_056_000_000, .zstd), says: refusal),
    BadDrop("1 GB of zeros in xz", as: "zeros.tar.xz", zeros(1_056_000_000, .xz), says: refusal),
    BadDrop("zeros in gzip", as: "zeros.tar.gz", zeros(88_000_000, .gzip), says: refusal),
    BadDrop(
      "zeros in a zip", as: "zeros.zip",
      zip([("job.yaml", job), ("x.npy", [UInt8](repeating: 0, count: 40_000_000))]),
      says: refusal),
    BadDrop(
      "a gzip in a gzip", as: "nested.tar.gz",
      compressed(compressed(goodTar.closed(), as: .gzip), as: .gzip),
      says: "compressed 2 times over", "compressed once"),
    BadDrop(
      "a member that says it holds a terabyte", as: "promise.tar",
      tar {
        $0.addRecords([("size", Array("\(1 << 40)".utf8))])
        $0.add(name: Array("x.npy".utf8), table, size: 0)
      }, says: "member 'x.npy'", "more than 17179869184 bytes together"),
    BadDrop(
      "100 000 members", as: "many.tar.zst",
      compressed(tar { tar in for number in 0..<100_000 { tar.add("m\(number)") } }, as: .zstd),
      says: "more than 10000 members", "one .npz or .csv"),
    BadDrop(
      "a job.yaml of 2 MB", as: "talkative.tar",
      {
        var tar = TarBlocks()
        tar.add("job.yaml", job + [UInt8](repeating: 0x20, count: 2_000_000))
        return tar.closed()
      }(), says: "member 'job.yaml'", "at most 1048576 bytes"),
    arrays(
      "zeros in an .npz", "zeros-npz", [("a.npy", [UInt8](repeating: 0, count: 40_000_000))],
      says: "x.npz", refusal),
    arrays(
      "an .npz in an .npz", "nested-npz", [("a.npy", zip([("a.npy", table)]))],
      says: "x.npz", "not a NumPy array"),
    arrays(
      "an .npz that reaches outside", "outside-npz", [("../canary.npy", table)],
      says: "x.npz", "'..' component"),
  ]

  /// A member of zeros, packed in pieces: most formats let one stream follow another.
  private static func zeros(_ count: Int, _ format: ArchiveFormat) -> [UInt8] {
    let piece = 44_000_000
    var tar = goodTar
    tar.addRecords([("size", Array("\(count)".utf8))])
    tar.add(name: Array("x.npy".utf8), size: count < 1 << 33 ? count : 0)
    let packed = compressed([UInt8](repeating: 0, count: piece), as: format)
    return compressed(tar.bytes, as: format)
      + (0..<(count / piece)).flatMap { _ in packed }
      + compressed([UInt8](repeating: 0, count: 1_024), as: format)
  }

  /// A bundle whose features lie in such an `.npz`.
  private static func arrays(
    _ what: String, _ file: String, _ members: [(String, [UInt8])], says: String...
  ) -> BadDrop {
    let text = String(decoding: job, as: UTF8.self)
      .replacing("wide: {file: all.csv, columns: [a, b, c, d]}", with: "wide: {file: x.npz}")
    var tar = TarBlocks()
    tar.add("job.yaml", Array(text.utf8))
    tar.add("all.csv", table)
    tar.add("x.npz", zip(members))
    return BadDrop(what, as: Array("\(file).tar".utf8), .file(tar.closed()), says: says)
  }
}
