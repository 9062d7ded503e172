import ArgumentParser
import CKernels
import COpenBLAS

/// The product kernel alone, over the shapes of the other workloads: what a layer could reach at best.
struct ProductShapes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "product", abstract: "Multiplies matrices of the shapes the workloads have.")

  @Option(help: "Seconds for each shape.") var seconds = 0.1
  @Option(help: "Another library, shape by shape beside it: openblas, on one thread.")
  var against: Rival?
  @Option(help: "Only shapes whose name contains this, such as w3f or forward.") var only = ""

  func run() throws {
    let products = Self.layers.flatMap(\.products) + [Self.similarity]
    var metrics: [String: Double] = [:]
    var (operations, calls) = (0.0, 0)
    let meter = Meter()
    for product in products where only.isEmpty || product.name.contains(only) {
      let measured = product.measure(seconds: seconds)
      metrics[product.name] = measured.operations / measured.seconds / 1e9
      operations += measured.operations
      calls += measured.calls
      if let against {
        let theirs = product.measure(seconds: seconds, by: against)
        metrics["\(product.name), \(against.rawValue)"] =
          theirs.operations / theirs.seconds / 1e9
      }
    }
    try BenchResult(
      "product", meter.reading(), samples: calls, operations: operations, metrics: metrics
    ).print()
  }

  /// Who may multiply beside us.
  enum Rival: String, ExpressibleByArgument, CaseIterable {
    case openblas
  }

  private static let layers = [
    LayerShape("w1", batch: 128, inputs: 100, outputs: 64, isFirst: true),
    LayerShape("w1", batch: 128, inputs: 64, outputs: 128),
    LayerShape("w1", batch: 128, inputs: 128, outputs: 2),
    LayerShape("w2", batch: 256, inputs: 384, outputs: 512, isFirst: true),
    LayerShape("w2", batch: 256, inputs: 512, outputs: 768),
    LayerShape("w2", batch: 256, inputs: 768, outputs: 10),
    LayerShape("w3t", batch: 1_024, inputs: 128, outputs: 384),
    LayerShape("w3t", batch: 1_024, inputs: 128, outputs: 128),
    LayerShape("w3t", batch: 1_024, inputs: 128, outputs: 512),
    LayerShape("w3t", batch: 1_024, inputs: 512, outputs: 128),
    LayerShape("w3f", batch: 1_024, inputs: 768, outputs: 2_304, isTrained: false),
    LayerShape("w3f", batch: 1_024, inputs: 768, outputs: 768, isTrained: false),
    LayerShape("w3f", batch: 1_024, inputs: 768, outputs: 3_072, isTrained: false),
    LayerShape("w3f", batch: 1_024, inputs: 3_072, outputs: 768, isTrained: false),
    LayerShape("w4", batch: 256, inputs: 512, outputs: 512),
    LayerShape("w5", batch: 256, inputs: 128, outputs: 256),
    LayerShape("w5", batch: 256, inputs: 256, outputs: 256),
    LayerShape("w5", batch: 256, inputs: 256, outputs: 64),
  ]

  /// W4's similarities of a batch: y = e tᵀ.
  private static let similarity = ProductShape(
    name: "w4 similarities 256×256×512", rows: 256, columns: 256, inner: 512,
    transposesRight: true)
}

/// The products of a linear layer x W + b, W `[inputs, outputs]`.
private struct LayerShape {
  let products: [ProductShape]

  /// - Parameters:
  ///   - isFirst: nobody wants the gradient of its inputs.
  ///   - isTrained: false for the forward pass alone.
  init(
    _ workload: String, batch: Int, inputs: Int, outputs: Int, isFirst: Bool = false,
    isTrained: Bool = true
  ) {
    func name(_ what: String, _ rows: Int, _ columns: Int, _ inner: Int) -> String {
      "\(workload) \(what) \(rows)×\(columns)×\(inner)"
    }
    var products = [
      ProductShape(
        name: name("forward", batch, outputs, inputs), rows: batch, columns: outputs,
        inner: inputs)
    ]
    if isTrained {
      products.append(
        ProductShape(
          name: name("weights", inputs, outputs, batch), rows: inputs, columns: outputs,
          inner: batch, transposesLeft: true))
    }
    if isTrained && !isFirst {
      products.append(
        ProductShape(
          name: name("inputs", batch, inputs, outputs), rows: batch, columns: inputs,
          inner: outputs, transposesRight: true))
    }
    self.products = products
  }
}

/// c = op(a) · op(b), op transposing or not.
private struct ProductShape {
  let name: String
  let rows: Int
  let columns: Int
  let inner: Int
  var transposesLeft = false
  var transposesRight = false

  private var operations: Double { 2 * Double(rows) * Double(columns) * Double(inner) }

  /// Multiplies again and again for so long.
  ///
  /// - Parameter rival: `nil` for ourselves.
  func measure(
    seconds: Double, by rival: ProductShapes.Rival? = nil
  ) -> (operations: Double, seconds: Double, calls: Int) {
    let a = values(rows * inner)
    let b = values(inner * columns)
    var c = [Float](repeating: 0, count: rows * columns)
    var scratch = [Float](
      repeating: 0, count: max(1, retort_product_scratch(rows, columns, inner)))
    func multiply() {
      switch rival {
      case nil:
        retort_product(
          &c, columns, a, transposesLeft ? 1 : inner, transposesLeft ? rows : 1, b,
          transposesRight ? 1 : columns, transposesRight ? inner : 1, rows, columns, inner, nil, 0,
          &scratch)
      case .openblas:
        cblas_sgemm(
          CblasRowMajor, transposesLeft ? CblasTrans : CblasNoTrans,
          transposesRight ? CblasTrans : CblasNoTrans, Int32(rows), Int32(columns), Int32(inner), 1,
          a, Int32(transposesLeft ? rows : inner), b, Int32(transposesRight ? inner : columns), 0,
          &c, Int32(columns))
      }
    }
    if rival == .openblas { openblas_set_num_threads(1) }
    multiply()
    let meter = Meter()
    var (calls, passed) = (0, 0.0)
    while passed < seconds {
      for _ in 0..<max(1, Int(1e8 / operations)) {
        multiply()
        calls += 1
      }
      passed = meter.reading().processor
    }
    return (Double(calls) * operations, passed, calls)
  }

  private func values(_ count: Int) -> [Float] {
    (0..<count).map { Float(($0 * 7_919) % 1_000) / 1_000 - 0.5 }
  }
}
