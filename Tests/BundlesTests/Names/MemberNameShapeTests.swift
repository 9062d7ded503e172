import Testing

@testable import Bundles

@Suite("The shape of a member's name") struct MemberNameShapeTests {
  private func refusal(_ name: String) -> ArchiveError? {
    do throws(ArchiveError) {
      _ = try MemberName(Array(name.utf8))
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "may be odd as long as it means one file below the root",
    arguments: [
      "...", "..a", "a..", "a.b.", "-rf", "~", "con", "nul.npy", "a/C:x", " x", "x ", "{*?}",
      "é", "e\u{301}", "名.npy", ".hidden/x",
    ])
  func odd(name: String) throws {
    #expect(try MemberName(Array(name.utf8))?.text.utf8.elementsEqual(name.utf8) == true)
  }

  @Test(
    "is refused wherever a dangerous component stands",
    arguments: ["..", "../", "./..", "./../x", "a/../b", "a/b/..", "a/..//b", "././../x"])
  func parents(name: String) {
    #expect(refusal(name)?.kind == .memberName)
  }

  @Test("is measured in bytes, not in characters")
  func bytes() {
    let umlauts = String(repeating: "ü", count: 127)
    #expect(refusal(umlauts + "a") == nil)
    #expect(refusal(umlauts + "aa")?.found == "a component of the name is 256 bytes long")
    let path = [255, 255, 255, 255].map { String(repeating: "a", count: $0) }.joined(separator: "/")
    #expect(path.utf8.count == 1_023)
    #expect(refusal("\(path)/") == nil)
    #expect(refusal("\(path)/b")?.kind == .limit)
  }

  @Test("is cut in a message, where a hostile one would fill the screen")
  func shown() {
    let error = refusal(String(repeating: "x", count: 100_000))
    #expect(error?.member?.count == 121)
    #expect(error?.member?.hasSuffix("…") == true)
  }
}
