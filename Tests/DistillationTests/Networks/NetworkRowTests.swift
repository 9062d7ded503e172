import Networks
import Specifications
import Testing

@testable import Distillation

@Suite("A network meeting its rows") struct NetworkRowTests {
  @Test("takes the shape of an image from the array")
  func image() throws {
    let convolution = NetworkSpecification(ConvolutionNetwork(["convolution": [16, 32]]))
    #expect(
      try convolution.seeing([28, 28])
        == NetworkSpecification(
          ConvolutionNetwork(["convolution": [16, 32], "image": [28, 28, 1]])))
    #expect(try convolution.seeing([28, 28, 1]) == convolution.seeing([28, 28]))
    let vision = NetworkSpecification(VisionNetwork(["image": [28, 28, 1]]))
    #expect(try vision.seeing([784]) == vision)
  }

  @Test("makes a token of every column, or of every row of a row")
  func tokens() throws {
    func tokens(_ shape: [Int], _ written: [String: NetworkValue] = [:]) throws -> Int? {
      try TransformerNetwork(written).seeing(shape).options.integerIfSet("tokens")
    }
    #expect(try tokens([240]) == 240)
    #expect(try tokens([240], ["tokens": 16]) == 16)
    #expect(try tokens([20, 13]) == 20)
    #expect(try tokens([16], ["vocabulary": 8000]) == 16)
    #expect(try tokens([16], ["vocabulary": 8000, "tokens": 16]) == 16)
  }

  @Test("that cannot be what it takes says what could be")
  func refusals() {
    func refusal(_ network: some NetworkKind, _ shape: [Int]) -> String {
      do throws(NetworkRefusal) { return "\(try network.seeing(shape))" } catch {
        return "\(error)"
      }
    }
    #expect(
      refusal(TransformerNetwork(["tokens": 7]), [240]) == """
        columns that cannot be shared out among the tokens
          found: 240 columns, 'tokens: 7'
          expected: a number of tokens that divides the columns
          remedy: write one of: 5, 6, 8
        """)
    #expect(
      refusal(TransformerNetwork(["vocabulary": 9, "tokens": 12]), [16]) == """
        token numbers do not fill the tokens
          found: 16 columns, 'tokens: 12'
          expected: a column for every token, -1 where a row has none
          remedy: remove 'tokens', or write 'tokens: 16'
        """)
    #expect(
      refusal(TransformerNetwork([:]), [5_000]) == """
        too many tokens
          found: 5000 tokens, each looking at all others
          expected: at most 4096
          remedy: write 'tokens: N', so that a token has several columns
        """)
    #expect(
      refusal(VisionNetwork([:]), [784]) == """
        no image
          found: rows of 784 columns, which do not say what image they are
          expected: an array of 3 or 4 dimensions, or 'vision.image: [height, width, channels]'
          remedy: write 'vision.image', or save the array with its shape
        """)
    #expect(
      refusal(ConvolutionNetwork(["convolution": [4], "image": [8, 8, 3]]), [8, 8]) == """
        an image of another size
          found: 'image: [8, 8, 3]' for rows of 64 columns
          expected: height × width × channels = 64
          remedy: write 'image: [8, 8, 1]', or remove it
        """)
    #expect(
      refusal(ConvolutionNetwork(["convolution": [4], "image": [3, 8, 8]]), [8, 8, 3]) == """
        an image of another shape
          found: 'image: [3, 8, 8]' for an array of images of [8, 8, 3]
          expected: height, width and channels as the array has them
          remedy: remove 'image': the array says itself what its images are
        """)
    #expect(
      refusal(VisionNetwork(["patch": 5]), [28, 28]) == """
        the patch does not divide the image
          found: 'patch: 5' in an image of 28 × 28 × 1
          expected: a divisor of height and width
          remedy: write one of: 1, 2, 4, 7, 14, 28
        """)
    #expect(
      refusal(ConvolutionNetwork(["convolution": [4, 4, 4, 4]]), [8, 8]) == """
        the image is too small for so many stages
          found: 4 stages, each halving an image of 8 × 8 × 1
          expected: at least one pixel behind the last stage
          remedy: write at most 3 numbers of channels
        """)
  }
}
