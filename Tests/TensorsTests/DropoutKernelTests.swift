import CKernels
import Randomness
import Testing

@Suite("Coarse dropout") struct DropoutKernelTests {
  @Test("drops its share, keeps the mean, repeats for one step and differs for the next")
  func share() {
    let x = [Float](repeating: 1, count: 10_007)
    func draw(step: UInt64, site: UInt32 = 0) -> [Float] {
      var (y, mask) = (zeros(x.count), zeros(x.count))
      retort_coarse_dropout(&y, &mask, x, x.count, 0.25, 99, step, site)
      #expect(y == mask)
      return y
    }
    let first = draw(step: 3)
    #expect(Set(first) == [0, 1 / (1 - 0.25)])
    #expect(abs(first.reduce(0, +) / Float(x.count) - 1) < 0.02)
    #expect(draw(step: 3) == first)
    #expect(draw(step: 4) != first)
    #expect(draw(step: 3, site: 1) != first)
  }

  @Test("an element does not depend on how many there are")
  func element() {
    let x = randomFloats(500)
    var (long, short, mask) = (zeros(500), zeros(200), zeros(500))
    retort_coarse_dropout(&long, &mask, x, 500, 0.5, 7, 1, 0)
    retort_coarse_dropout(&short, &mask, x, 200, 0.5, 7, 1, 0)
    #expect(short == Array(long.prefix(200)))
  }

  @Test("the bits are those of Philox at the documented place", arguments: [0, 15, 16, 37, 130])
  func place(index: Int) {
    var (y, mask) = (zeros(200), zeros(200))
    let x = [Float](repeating: 1, count: 200)
    // Without site and step the counter is that of a random stream, two numbers a block.
    retort_coarse_dropout(&y, &mask, x, 200, 0.5, 7, 0, 0)
    var stream = RandomStream(key: 7)
    let block = 16 * (index / 128) + index % 16
    var words: [UInt64] = []
    for _ in 0...block { words = [stream.next(), stream.next()] }
    let word = index % 128 / 32
    let shift = 32 * (word % 2) + 16 * (index / 16 % 2)
    let bits = words[word / 2] >> shift
    #expect((mask[index] == 0) == (bits & 0xFFFF < 0x8000))
  }
}
