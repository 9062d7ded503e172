import ArchiveMaking
import Testing

@testable import Bundles

@Suite("The headers of a zip's member") struct ZipMemberTests {
  /// A zip of `job.yaml` and `x`, with a byte of x's headers changed.
  ///
  /// - Parameters:
  ///   - local: The byte of the header before the content.
  ///   - central: The byte of the one in the directory.
  private func zip(local: Int? = nil, central: Int? = nil, flipping bits: UInt8) throws -> [UInt8] {
    var zip = try ArchiveMaking.zip([("job.yaml", ArchiveReaderTests.job), ("x", [1, 2, 3])])
    for (signature, offset) in [
      ([0x50, 0x4B, 3, 4] as [UInt8], local), ([0x50, 0x4B, 1, 2], central),
    ] {
      let start = try #require(zip.indices.last { zip[$0...].starts(with: signature) })
      if let offset { zip[start + offset] ^= bits }
    }
    return zip
  }

  @Test("are taken where they agree")
  func good() throws {
    #expect(try read(zip(flipping: 0)).members["x"] == [1, 2, 3])
  }

  @Test("of an encrypted member are refused by name")
  func encrypted() throws {
    let error = try #require(refusal(zip(local: 6, central: 8, flipping: 1)))
    #expect(error.kind == .memberType)
    #expect(error.description.hasPrefix("member 'x': it is encrypted"))
    #expect(error.remedy == "pack it without a password")
  }

  @Test("with a checksum that does not hold are damage")
  func checksum() throws {
    #expect(try refusal(zip(central: 16, flipping: 1))?.kind == .damaged)
  }

  @Test("with two sizes are damage, whichever is wrong")
  func sizes() throws {
    #expect(try refusal(zip(central: 24, flipping: 1))?.kind == .damaged)
    #expect(try refusal(zip(local: 22, flipping: 1))?.kind == .damaged)
  }

  @Test("name every member once, and none outside")
  func names() throws {
    let job = ("job.yaml", ArchiveReaderTests.job)
    let twice = try ArchiveMaking.zip([job, ("x", [1]), ("x", [2])])
    #expect(refusal(twice)?.found == "the name occurs twice")
    let folded = try ArchiveMaking.zip([job, ("x", [1]), ("X", [2])])
    #expect(refusal(folded)?.kind == .collision)
    for name in ["../x", "/x", "a//x", "c:x"] {
      #expect(refusal(try ArchiveMaking.zip([job, (name, [1])]))?.kind == .memberName, "\(name)")
    }
  }
}
