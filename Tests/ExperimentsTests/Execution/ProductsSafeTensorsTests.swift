import Distillation
import Networks
import Plans
import Tensors
import Testing

@testable import Experiments

@Suite("What a run leaves") struct ProductsSafeTensorsTests {
  private static var trained: Products {
    var products = Products()
    products[outputs: .outOfFold] = Tensor(
      rows: 3, columns: 2, values: [0.1, -0.1, 0.5, 1e-30, -7, .infinity])
    products[outputs: .inSample] = Tensor(rows: 3, columns: 2, values: [1, 2, 3, 4, 5, 6])
    products[outputs: .validation] = Tensor(rows: 1, columns: 2, values: [0.25, 0.75])
    products[outputs: .test] = Tensor(rows: 2, columns: 2, values: [9, 8, 7, 6])
    products.parameters = [0.1, 0.2, 0.3]
    products.curve = [
      EpochRecord(epoch: 1, trainLoss: 0.1 + 0.2, validationLoss: 1 / 3),
      EpochRecord(epoch: 2, trainLoss: 1e-300, validationLoss: 0),
    ]
    products.chosenEpoch = 2
    return products
  }

  private func stored(_ products: Products) throws -> Products {
    try Products(bytes: products.bytes())
  }

  @Test("comes back from its bytes, to the last bit")
  func whole() throws {
    let found = try stored(Self.trained)
    #expect(
      found[outputs: .outOfFold] == Self.trained[outputs: .outOfFold]
        && found[outputs: .inSample] == Self.trained[outputs: .inSample])
    #expect(
      found[outputs: .validation] == Self.trained[outputs: .validation]
        && found[outputs: .test] == Self.trained[outputs: .test])
    #expect(found.parameters == Self.trained.parameters)
    #expect(found.curve == Self.trained.curve)
    #expect(found.chosenEpoch == 2 && found.failure == nil)
  }

  @Test("has the same bytes whenever it is the same: a digest names it")
  func bytes() throws {
    #expect(Self.trained.bytes() == Self.trained.bytes())
    #expect(try stored(Self.trained).bytes() == Self.trained.bytes())
    var other = Self.trained
    other.parameters[2] = other.parameters[2].nextUp
    #expect(other.bytes() != Self.trained.bytes())
  }

  @Test("keeps what is not there apart from what is zero")
  func absent() throws {
    var products = Products()
    products[outputs: .test] = Tensor.zeros(rows: 1, columns: 1)
    let found = try stored(products)
    #expect(found[outputs: .test]?.values == [0])
    #expect(
      found[outputs: .outOfFold] == nil && found[outputs: .inSample] == nil
        && found[outputs: .validation] == nil)
    #expect(found.parameters.isEmpty && found.curve.isEmpty && found.failure == nil)
  }

  @Test("of a run without validation rows has a curve of train losses alone")
  func curve() throws {
    var products = Products()
    products.curve = [EpochRecord(epoch: 1, trainLoss: 0.5, validationLoss: nil)]
    #expect(try stored(products).curve == products.curve)
  }

  @Test("of a run that diverged is why, in any words, and no outputs")
  func failure() throws {
    var products = Products()
    products.failure = "loss is \"nan\" at step 3\n  of 20 — λ = 1"
    let found = try stored(products)
    #expect(found.failure == products.failure)
    #expect(found[outputs: .validation] == nil && found[outputs: .test] == nil)
  }

  @Test("is a safetensors file of names that other tools can look for")
  func names() throws {
    let file = try SafeTensors(bytes: Self.trained.bytes())
    #expect(
      Set(file.arrays.keys) == [
        "outputs.out_of_fold", "outputs.in_sample", "outputs.validation", "outputs.test",
        "parameters", "curve.train_loss", "curve.validation_loss",
      ])
    #expect(file.arrays["outputs.out_of_fold"]?.shape == [3, 2])
  }

  @Test("is refused, not guessed, where its bytes were cut", arguments: [0, 7, 8, 100])
  func cut(count: Int) {
    #expect(throws: SafeTensorsError.self) {
      try Products(bytes: Array(Self.trained.bytes().prefix(count)))
    }
    #expect(throws: SafeTensorsError.self) {
      try Products(bytes: Array(Self.trained.bytes().dropLast()))
    }
  }
}
