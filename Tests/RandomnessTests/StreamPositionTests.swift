import Randomness
import Testing

@Suite("Where a stream stands, and streams of streams") struct StreamPositionTests {
  @Test("a stream set to where another stood goes on as that one", arguments: [0, 1, 2, 7, 64])
  func position(words: Int) {
    var stream = RandomStream(key: 5)
    for _ in 0..<words { _ = stream.next() }
    #expect(stream.position == UInt64(words))
    var other = RandomStream(key: 5)
    _ = other.next()
    other.position = stream.position
    #expect(other == stream)
    #expect((0..<5).map { _ in other.next() } == (0..<5).map { _ in stream.next() })
  }

  @Test("named and numbered streams depend on key and name alone, and differ")
  func derived() {
    var moved = RandomStream(key: 5)
    _ = moved.next()
    #expect(moved.named("noise") == RandomStream(key: 5).named("noise"))
    #expect(moved.numbered(3) == RandomStream(key: 5).numbered(3))
    let stream = RandomStream(key: 5)
    let keys =
      [stream.key] + ["a", "b", ""].map { stream.named($0).key }
      + (0..<1000).map { stream.numbered($0).key } + [RandomStream(key: 6).numbered(0).key]
    #expect(Set(keys).count == keys.count)
  }
}
