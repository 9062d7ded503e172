/// The record a zip ends in. libarchive looks for it near the end and takes whatever stands behind it
/// for nothing; other programs may take that for the zip.
enum ZipEnd {
  private static let signature: [UInt8] = [0x50, 0x4B, 5, 6]
  /// Without the comment behind it.
  private static let bytes = 22
  private static let longestComment = 65_535

  /// - Throws: unless the last end record, with its comment, ends where the file ends.
  static func check(_ source: ByteSource) throws(ArchiveError) {
    let start = max(0, source.count - bytes - longestComment)
    let tail = try source.bytes(at: start, count: source.count - start)
    let places = tail.indices.dropLast(bytes - 1).reversed()
    guard let record = places.first(where: { tail[$0...].starts(with: signature) }) else {
      throw .truncated("the zip has no directory at its end")
    }
    let comment = Int(tail[record + 20]) | Int(tail[record + 21]) << 8
    let behind = tail.count - (record + bytes + comment)
    guard behind >= 0 else { throw .truncated("the comment of the zip ends too early") }
    guard behind == 0 else {
      throw .trailing("\(behind) bytes from byte \(source.count - behind) of the zip on")
    }
  }
}
