import Tensors
import Testing

@testable import Plans

@Suite("What a run leaves") struct ProductsTests {
  @Test("are outputs by row set, under names that any tool can read")
  func outputs() {
    var products = Products()
    let outputs = Tensor(rows: 1, columns: 2, values: [1, 2])
    products[outputs: .outOfFold] = outputs
    #expect(products.tensors == ["outputs.out_of_fold": outputs])
    #expect(products[outputs: .outOfFold] == outputs)
    #expect(products[outputs: .inSample] == nil)
    products[outputs: .outOfFold] = nil
    #expect(products.tensors.isEmpty)
  }

  @Test("say why there are none, where training diverged")
  func failure() {
    var products = Products()
    #expect(products.failure == nil)
    products.failure = "training diverged"
    #expect(products.words == ["failure": "training diverged"])
  }

  @Test("can be shown without what was said of some rows")
  func hiding() {
    var products = Products()
    products[outputs: .test] = Tensor(rows: 1, columns: 1, values: [1])
    products[outputs: .validation] = Tensor(rows: 1, columns: 1, values: [2])
    let hidden = products.hiding([RowSet(.test, rows: [0])])
    #expect(hidden[outputs: .test] == nil)
    #expect(hidden[outputs: .validation] != nil)
  }
}
