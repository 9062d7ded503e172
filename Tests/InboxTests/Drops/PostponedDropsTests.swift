import Testing

@testable import Inbox

@Suite("Drops that were given back") struct PostponedDropsTests {
  private func facts(bytes: Int = 10, inode: UInt64 = 1, modified: Int64 = 5) -> FileFacts {
    FileFacts(
      kind: .regular, permissions: 0o644, identity: FileIdentity(device: 1, inode: inode),
      bytes: bytes, modified: modified, changed: 0)
  }

  private var postponed: PostponedDrops {
    var postponed = PostponedDrops(patience: 60)
    postponed.postpone(facts(), reason: "it ends early", isTrouble: true, now: 100)
    return postponed
  }

  @Test("are left alone while nothing about them changes, and are final after a while")
  func patience() {
    #expect(
      postponed.advice(facts(), now: 101)
        == .wait(seconds: 59, reason: "it ends early", isTrouble: true))
    #expect(postponed.advice(facts(), now: 160) == .takeAsFinal)
  }

  @Test("are read again as soon as they grow, are touched or are other files")
  func change() {
    #expect(postponed.advice(facts(bytes: 11), now: 101) == .take)
    #expect(postponed.advice(facts(modified: 6), now: 101) == .take)
    #expect(postponed.advice(facts(inode: 2), now: 101) == .take)
  }

  @Test("are forgotten when they are gone")
  func forgotten() {
    var postponed = postponed
    postponed.keepOnly([FileIdentity(device: 1, inode: 2)])
    #expect(postponed.advice(facts(), now: 101) == .take)
  }
}
