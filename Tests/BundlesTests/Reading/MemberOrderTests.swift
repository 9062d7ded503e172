import ArchiveMaking
import Testing

@testable import Bundles

@Suite("The order of members") struct MemberOrderTests {
  private static let files: [(name: String, content: [UInt8])] = [
    ("job.yaml", ArchiveReaderTests.job), ("b/y.npy", [2]), ("b/c/z.npy", []), ("a.npy", [1, 1]),
  ]

  private func tar(_ order: [Int], folders: [String] = []) -> [UInt8] {
    var tar = TarBlocks()
    for number in order { tar.add(Self.files[number].name, Self.files[number].content) }
    for folder in folders { tar.add(folder, kind: .folder) }
    return tar.closed()
  }

  @Test("changes nothing", arguments: [[3, 2, 1, 0], [1, 0, 3, 2], [2, 3, 0, 1]])
  func order(order: [Int]) throws {
    let expected = try read(tar([0, 1, 2, 3]))
    let found = try read(tar(order))
    #expect(found.contents == expected.contents)
    #expect(found.members == expected.members)
  }

  @Test("and entries for folders, before or behind their files or twice, change nothing either")
  func folders() throws {
    let expected = try read(tar([0, 1, 2, 3])).contents
    #expect(try read(tar([0, 1, 2, 3], folders: ["b/", "b/c/", "./", "b"])).contents == expected)
  }

  @Test("of a zip is the same as that of a tar")
  func zip() throws {
    let zip = try ArchiveMaking.zip(Self.files.reversed().map { ($0.name, $0.content) })
    #expect(try read(zip).contents.members == read(tar([0, 1, 2, 3])).contents.members)
  }

  @Test("does not decide which folder is taken off: only a folder around everything is")
  func singleFolder() throws {
    var inside = TarBlocks()
    inside.add("top/x.npy", [1])
    inside.add("top/job.yaml", ArchiveReaderTests.job)
    #expect(try read(inside.closed()).contents.members.map(\.name) == ["job.yaml", "x.npy"])
    inside.add("topping.npy", [2])
    #expect(refusal(inside.closed())?.kind == .noSpecification)
    var both = TarBlocks()
    both.add("job.yaml", ArchiveReaderTests.job)
    both.add("top/job.yaml", [7])
    #expect(try read(both.closed()).contents.specification == ArchiveReaderTests.job)
  }
}
