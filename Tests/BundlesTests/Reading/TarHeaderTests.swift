import ArchiveMaking
import Testing

@testable import Bundles

@Suite("The header of a tar's member") struct TarHeaderTests {
  /// `job.yaml`, then `x` of three bytes, whose header is changed and its checksum put right.
  private func tar(isSummed: Bool = true, _ change: (inout [UInt8]) -> Void) -> [UInt8] {
    var tar = TarBlocks()
    tar.add("job.yaml", ArchiveReaderTests.job)
    tar.add("x", [1, 2, 3])
    var bytes = tar.closed()
    let place = 1_024..<1_536
    var header = Array(bytes[place])
    change(&header)
    if isSummed {
      header.replaceSubrange(148..<156, with: [UInt8](repeating: 0x20, count: 8))
      let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
      header.replaceSubrange(148..<(148 + sum.utf8.count), with: Array(sum.utf8))
    }
    bytes.replaceSubrange(place, with: header)
    return bytes
  }

  @Test("may say in four ways that a member is a file", arguments: Array("0\u{0}7Z".utf8))
  func files(kind: UInt8) throws {
    #expect(try read(tar { $0[156] = kind }).members["x"] == [1, 2, 3])
  }

  @Test("of a sparse file is refused by name")
  func sparse() {
    let error = refusal(tar { $0[156] = UInt8(ascii: "S") })
    #expect(error?.kind == .memberType)
    #expect(error?.description.hasPrefix("member 'x': a sparse file") == true)
    #expect(error?.remedy == "pack it without --sparse")
  }

  @Test("whose checksum does not hold is damage", arguments: [0, 50, 124, 200, 511])
  func checksum(place: Int) {
    #expect(refusal(tar(isSummed: false) { $0[place] ^= 1 })?.kind == .damaged)
  }

  @Test(
    "may give the size in octal with blanks, or as a binary number",
    arguments: [
      Array("00000000003\0".utf8), Array("          3 ".utf8),
      [0x80] + [UInt8](repeating: 0, count: 10) + [3],
    ])
  func sizes(field: [UInt8]) throws {
    #expect(try read(tar { $0.replaceSubrange(124..<136, with: field) }).members["x"] == [1, 2, 3])
  }

  @Test("with a negative size is damage, and with one beyond the file a cut")
  func wrongSizes() {
    let negative = [UInt8](repeating: 0xFF, count: 12)
    #expect(refusal(tar { $0.replaceSubrange(124..<136, with: negative) })?.kind == .damaged)
    let huge = Array("77777777777\0".utf8)
    #expect(refusal(tar { $0.replaceSubrange(124..<136, with: huge) })?.kind == .truncated)
  }

  @Test("without a name is refused")
  func nameless() {
    #expect(refusal(tar { $0[0] = 0 })?.found == "the name has an empty component")
  }

  @Test("extended by two names takes the last, and by the size of a hole is damage")
  func records() throws {
    func extended(_ records: [(key: String, value: [UInt8])]) -> [UInt8] {
      var tar = TarBlocks()
      tar.add("job.yaml", ArchiveReaderTests.job)
      tar.addRecords(records)
      tar.add("x", [1])
      return tar.closed()
    }
    let renamed = extended([("path", Array("a".utf8)), ("path", Array("b".utf8))])
    #expect(try read(renamed).contents.members.map(\.name) == ["b", "job.yaml"])
    #expect(refusal(extended([("SCHILY.realsize", Array("100".utf8))]))?.kind == .damaged)
    #expect(refusal(extended([("path", Array("../b".utf8))]))?.kind == .memberName)
    #expect(refusal(extended([("size", Array("one".utf8))]))?.kind == .damaged)
  }
}
