import Specifications
import Testing

@Suite("A network that cannot be") struct NetworkProblemTests {
  private func message(_ network: String) -> String {
    Example.message(Example.networks(student: "student: {modality: b, network: \(network)}"))
  }

  @Test("because nobody knows it is told the nearest one")
  func unknown() {
    #expect(
      message("transfomer") == """
        job.yaml:8:33: unknown network
          8 | student: {modality: b, network: transfomer}
            |                                 ^^^^^^^^^^
          expected linear, or a mapping of mlp, transformer, vision, convolution or fourier
          did you mean 'transformer'?
        """)
    #expect(
      message("convolution") == """
        job.yaml:8:33: unknown network
          8 | student: {modality: b, network: convolution}
            |                                 ^^^^^^^^^^^
          expected linear, or a mapping of mlp, transformer, vision, convolution or fourier
          write the channels of its stages: {convolution: [16, 32]}
        """)
    #expect(
      message("{visoin: {patch: 4}, dropout: 0.1}") == """
        job.yaml:8:34: unknown key
          8 | student: {modality: b, network: {visoin: {patch: 4}, dropout: 0.1}}
            |                                  ^^^^^^
          expected one of: mlp, dropout, activation, normalisation, residual, transformer, vision, convolution, image, fourier
          did you mean 'vision'?
        """)
  }

  @Test("because it is two is told how to try both")
  func two() {
    #expect(
      message("{mlp: [8], transformer: {layers: 2}}") == """
        job.yaml:8:44: two networks in one mapping
          8 | student: {modality: b, network: {mlp: [8], transformer: {layers: 2}}}
            |                                            ^^^^^^^^^^^
          found 'mlp' and 'transformer'
          expected one of them
          remove the others; to try all, write 'sweep: {student.network: [{mlp: …}, {transformer: …}]}'
        """)
  }

  @Test("because it is none is told which there are")
  func none() {
    #expect(
      message("{dropout: 0.1}") == """
        job.yaml:8:24: no network in 'student.network'
          8 | student: {modality: b, network: {dropout: 0.1}}
            |                        ^^^^^^^
          found 'dropout' alone
          expected one of: mlp, transformer, vision, convolution, fourier
          write e.g. 'mlp: [64]' beside it
        """)
  }

  @Test("because its heads do not divide its width is told widths and heads that do")
  func heads() {
    #expect(
      message("{transformer: {width: 100, heads: 8}}") == """
        job.yaml:8:67: the heads do not divide the width
          8 | student: {modality: b, network: {transformer: {width: 100, heads: 8}}}
            |                                                                   ^
          found 8 heads of a width of 100
          expected a width that is a multiple of the heads
          write 'width: 96' or 'width: 104', or 'heads: 5'
        """)
    #expect(message("{vision: {width: 66}}").contains("job.yaml:8:50: the heads do not divide"))
  }

  @Test("because its patch does not divide its image is told patches that do")
  func patch() {
    #expect(
      message("{vision: {patch: 5, image: [28, 28, 1]}}") == """
        job.yaml:8:50: the patch does not divide the image
          8 | student: {modality: b, network: {vision: {patch: 5, image: [28, 28, 1]}}}
            |                                                  ^
          found 'patch: 5' in an image of 28 × 28 × 1
          expected a divisor of height and width
          write one of: 1, 2, 4, 7, 14, 28
        """)
  }

  @Test("because its image is no image is told what one is")
  func image() {
    #expect(
      message("{convolution: [8], image: [28, 28]}") == """
        job.yaml:8:59: wrong number of sizes in 'student.network.image'
          8 | student: {modality: b, network: {convolution: [8], image: [28, 28]}}
            |                                                           ^^^^^^^^
          found 2
          expected three: a list of height, width and channels
          write [28, 28, 1] for one channel
        """)
    #expect(message("{convolution: [8, 8, 8], image: [4, 4, 1]}").contains("too small"))
    #expect(message("{vision: {image: 28}}").contains("write a list: [28]"))
  }

  @Test("because of an option of another network is told where it belongs")
  func strangers() {
    #expect(
      message("{vision: {patch: 4}, image: [28, 28, 1], activation: gelu}") == """
        job.yaml:8:54: 'image' of a network that has none
          8 | …ality: b, network: {vision: {patch: 4}, image: [28, 28, 1], activation: gelu}}
            |                                          ^^^^^
          found 'image' beside 'vision'
          expected 'image' beside 'convolution'
          write it inside 'vision'

        job.yaml:8:74: 'activation' of a network that has none
          8 | …vision: {patch: 4}, image: [28, 28, 1], activation: gelu}}
            |                                          ^^^^^^^^^^
          found 'activation' beside 'vision'
          expected 'activation' beside 'mlp'
          remove 'activation'
        """)
  }

  @Test("is told every one of its problems at once")
  func together() {
    let problems = message(
      "{mlp: [8], activation: sweesh, normalisation: layers, residual: yes, dropout: 1}")
    for summary in [
      "unknown value of 'student.network.activation'", "did you mean 'layer'?",
      "wrong type for 'student.network.residual'",
      "value of 'student.network.dropout' out of range",
    ] { #expect(problems.contains(summary), "\(summary)") }
    let options = message("{transformer: {layers: 0, heads: x, pool: mean, pooling: last}}")
    for summary in [
      "value of 'student.network.transformer.layers' out of range",
      "wrong type for 'student.network.transformer.heads'", "unknown option",
      "unknown value of 'student.network.transformer.pooling'",
    ] { #expect(options.contains(summary), "\(summary)") }
  }

  @Test("because it is too large is told how many parameters it would have at least")
  func size() {
    #expect(
      message("{transformer: {vocabulary: 1000000, width: 512}}") == """
        job.yaml:8:47: network too large
          8 | student: {modality: b, network: {transformer: {vocabulary: 1000000, width: 512}}}
            |                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          found 518 291 456 parameters, 2.1 GB of weights
          expected at most 100 000 000 parameters (400.0 MB)
          use fewer or narrower layers, or a smaller vocabulary
        """)
    #expect(message("{convolution: [4096, 4096]}").contains("150 994 944 parameters"))
  }

  @Test("named with nothing behind it, or with a list, is told what to write")
  func shapes() {
    #expect(message("{transformer: [2, 128]}").contains("a mapping of its options"))
    #expect(message("{convolution: }").contains("found nothing"))
    #expect(message("{convolution: 16}").contains("write a list: [16]"))
  }
}
