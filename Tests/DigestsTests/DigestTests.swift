import Testing

@testable import Digests

@Suite("A digest") struct DigestTests {
  @Test("meets the published SHA-256 test vectors")
  func vectors() {
    #expect(
      Digest(of: "abc").hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      Digest(of: "").hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test("does not depend on how the bytes were cut into pieces")
  func pieces() {
    var hasher = DigestHasher()
    hasher.update(Array("a".utf8))
    hasher.update([])
    hasher.update(Array("bc".utf8))
    #expect(hasher.finish() == Digest(of: "abc"))
  }

  @Test("is read back from its own text and from nothing else")
  func reading() {
    let digest = Digest(of: "x")
    #expect(Digest(hex: digest.hex) == digest)
    #expect(Digest(hex: digest.hex.uppercased()) == nil)
    #expect(Digest(hex: "abc") == nil)
  }
}
