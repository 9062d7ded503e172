import Testing

@testable import Inbox

@Suite("Free space") struct FreeSpaceTests {
  private func found(_ path: String, free: Int, drop: Int = 0) -> FreeSpace.Found {
    FreeSpace.Found(path: path, free: free, drop: drop)
  }

  @Test("is enough where every file system keeps what the operator wants free")
  func enough() {
    let answer = FreeSpace.answer(
      [found("r/ledger", free: 3 << 30, drop: 2 << 30), found("r/inbox", free: 1 << 30)],
      keeping: 1 << 30)
    #expect(answer == .enough)
  }

  @Test("is too little in words: where, how much there is, how much is wanted, what to do")
  func short() {
    let answer = FreeSpace.answer(
      [found("r/ledger", free: 3 << 30), found("r/inbox", free: 429_496_730)], keeping: 1 << 30)
    #expect(
      answer
        == .short(
          reason: """
            r/inbox has 409.6 MiB free; keep_free_gib in retort.yaml asks for 1 GiB
              remedy: free some space on this file system, or lower keep_free_gib
            """))
  }

  @Test("counts a drop's own size on top, in the ledger where its members will lie")
  func drop() throws {
    let answer = FreeSpace.answer(
      [found("r/ledger", free: 3 << 30, drop: (2 << 30) + 1)], keeping: 1 << 30)
    guard case .short(let reason) = answer else {
      Issue.record("three GiB are not enough for two and one")
      return
    }
    #expect(reason.contains("and the drop itself has 2 GiB"))
  }

  @Test("is asked of a real root; with nothing to keep there is always enough")
  func root() throws {
    let place = try TemporaryRoot()
    #expect(try FreeSpace(place.root, keeping: 1).answer() == .enough)
    #expect(try FreeSpace(place.root, keeping: 0).answer(forDropOf: .max) == .enough)
    guard case .short(let reason) = try FreeSpace(place.root, keeping: 1 << 60).answer() else {
      Issue.record("no file system here has 2^60 bytes free")
      return
    }
    #expect(reason.hasPrefix("\(place.path)/ledger has "))
  }
}
