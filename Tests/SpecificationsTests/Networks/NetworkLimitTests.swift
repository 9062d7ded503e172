import Distillation
import Testing

@testable import Specifications

@Suite("The limits of a network") struct NetworkLimitTests {
  private func message(_ network: String, role: String = "student") -> String {
    let written = "\(role): {modality: \(role == "student" ? "b" : "a"), network: \(network)}"
    return role == "student"
      ? Example.message(Example.small(student: written))
      : Example.message(Example.small(teacher: written))
  }

  @Test("are the same for a teacher and a student")
  func roles() {
    for network in ["{mlp: [0]}", "{transformer: {heads: 3}}", "{convolution: [4, x]}"] {
      let student = message(network).split(separator: "\n").dropFirst(3)
      let teacher = message(network, role: "teacher").split(separator: "\n").dropFirst(3)
      #expect(!student.isEmpty && student == teacher)
    }
  }

  @Test(
    "of an image are counted in halvings: 28 pixels can be halved four times",
    arguments: [(28, 4), (1, 0), (2, 1), (255, 7), (256, 8)])
  func halvings(side: Int, most: Int) {
    func network(_ stages: Int) -> String {
      let channels = (0..<stages).map { _ in "2" }.joined(separator: ", ")
      return message("{convolution: [\(channels)], image: [\(side), 300, 1]}")
    }
    if most > 0 { #expect(network(most).isEmpty, "\(network(most))") }
    if most < 8 {
      let refused = network(most + 1)
      #expect(refused.contains("the image is too small for so many stages"), "\(refused)")
    }
  }

  @Test("take the shorter side of an image for what can be halved")
  func shorterSide() {
    #expect(message("{convolution: [2, 2, 2], image: [300, 7, 1]}").contains("too small"))
    #expect(message("{convolution: [2, 2], image: [300, 7, 1]}").isEmpty)
  }

  @Test(
    "let a patch divide both sides of its image",
    arguments: [(4, 28, 28, true), (4, 28, 30, false), (4, 30, 28, false), (1, 7, 5, true)])
  func patches(patch: Int, height: Int, width: Int, fits: Bool) {
    let message = message("{vision: {patch: \(patch), image: [\(height), \(width), 3]}}")
    #expect(message.isEmpty == fits, "\(message)")
    if !fits { #expect(message.contains("the patch does not divide the image")) }
  }

  @Test(
    "let heads divide the width, given or by default",
    arguments: [
      ("{transformer: {width: 12, heads: 3}}", true), ("{transformer: {width: 6}}", false),
      ("{transformer: {heads: 5}}", false), ("{vision: {width: 8, heads: 8}}", true),
      ("{vision: {heads: 128}}", false),
    ])
  func heads(network: String, fits: Bool) {
    let message = message(network)
    #expect(message.isEmpty == fits, "\(message)")
    if !fits { #expect(message.contains("the heads do not divide the width")) }
  }

  /// Weights and biases between one input and one output, as one counts them by hand.
  private func parameters(_ widths: [Int]) -> Int {
    let layers = [1] + widths + [1]
    return zip(layers, layers.dropFirst()).reduce(0) { $0 + ($1.0 + 1) * $1.1 }
  }

  @Test("count the parameters of hidden layers", arguments: [[8], [64, 32], [3, 5, 7, 9]])
  func perceptron(widths: [Int]) {
    #expect(PerceptronNetwork(["mlp": .integers(widths)]).leastParameters == parameters(widths))
  }

  @Test("are a hundred million parameters, to the last one")
  func largest() throws {
    // w² + 4w + 1 parameters for two layers of w.
    let fits = 9_998
    #expect(parameters([fits, fits]) <= 100_000_000)
    #expect(parameters([fits + 1, fits + 1]) > 100_000_000)
    #expect(message("{mlp: [\(fits), \(fits)]}").isEmpty)
    #expect(
      message("{mlp: [\(fits + 1), \(fits + 1)]}").contains(
        "found \(NumberText.grouped(parameters([fits + 1, fits + 1]))) parameters"))
  }

  @Test("hold for the networks of a sweep as for those of the file")
  func swept() {
    let sweep = "sweep: {student.network: [linear, {mlp: [9999, 9999]}]}"
    #expect(Example.message(Example.networks(more: sweep)).contains("network too large"))
    let widths = "sweep: {student.network.mlp: [[8], [9999, 9999]]}"
    #expect(Example.message(Example.networks(more: widths)).contains("network too large"))
    let layers = "sweep: {student.network.transformer.heads: [4, 5]}"
    let message = Example.message(
      Example.networks(student: "student: {modality: b, network: transformer}", more: layers))
    #expect(message.hasPrefix("job.yaml:10:48: the heads do not divide the width"), "\(message)")
    #expect(message.contains("(with student.network.transformer.heads=5)"))
  }

  @Test("of layers and stages are 16 and 8")
  func counts() {
    func list(_ count: Int) -> String { (0..<count).map { _ in "2" }.joined(separator: ", ") }
    #expect(message("{mlp: [\(list(16))]}").isEmpty)
    #expect(message("{mlp: [\(list(17))]}").contains("found 17 layers"))
    #expect(message("{convolution: [\(list(8))]}").isEmpty)
    #expect(message("{convolution: [\(list(9))]}").contains("found 9 stages"))
  }
}
