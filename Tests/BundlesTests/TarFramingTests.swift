import ArchiveMaking
import Testing

@testable import Bundles

@Suite("The blocks of a tar") struct TarFramingTests {
  private static let job = Array("retort: 1\n".utf8)

  private static var good: TarBlocks {
    var tar = TarBlocks()
    tar.add("job.yaml", job)
    tar.add(String(repeating: "long", count: 40), [UInt8](repeating: 7, count: 1_300))
    tar.addRecords([("size", Array("3".utf8)), ("comment", Array("a = b\n".utf8))])
    tar.add("x.npy", [1, 2, 3])
    return tar
  }

  private static var twoSizes: TarBlocks {
    var tar = good
    tar.addRecords([("size", Array("700".utf8))])
    tar.add("y.npy", [1, 2, 3])
    return tar
  }

  static let tars: [(bytes: [UInt8], kind: ArchiveError.Kind?, member: Int?)] = [
    (good.closed(), nil, nil), (good.closed() + [UInt8](repeating: 0, count: 700), nil, nil),
    (good.bytes, .truncated, nil),
    (good.bytes + [UInt8](repeating: 0, count: 512), .truncated, nil),
    (good.closed().dropLast(1), .truncated, nil), (good.closed() + [1], .trailingData, nil),
    (good.closed() + good.closed(), .trailingData, nil), (twoSizes.closed(), .damaged, 4),
  ]

  @Test("mean the same however they are cut into pieces", arguments: tars.indices)
  func pieces(_ index: Int) {
    let (bytes, kind, member) = Self.tars[index]
    for size in [1, 7, 511, 512, 513, 4_000, bytes.count] {
      var framing = TarFraming()
      for start in stride(from: 0, to: bytes.count, by: size) {
        framing.follow(bytes[start..<min(start + size, bytes.count)])
      }
      #expect(verdict(framing) == kind, "pieces of \(size)")
      for last in 1...5 {
        let isSeen = member.map { $0 <= last } ?? false
        #expect((framing.problem(upTo: last) != nil) == isSeen)
      }
    }
  }

  private func verdict(_ framing: TarFraming) -> ArchiveError.Kind? {
    do throws(ArchiveError) {
      try framing.checkEnd()
      return nil
    } catch {
      return error.kind
    }
  }
}
