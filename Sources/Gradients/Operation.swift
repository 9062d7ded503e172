import Tensors

/// What a node of the tape does to earlier nodes, which it names by number.
enum Operation {
  case input(Int)
  case linear(Int, weight: ParameterSlice, bias: ParameterSlice)
  case rectified(Int)
  case dropped(Int, rate: Float, site: Int)
  case sum(Int, Int)
  case scaled(Int, Float)
  case crossEntropy(Int, targets: Int, kind: CrossEntropyKind)
  case squaredError(Int, targets: Int)
  case scalarSum(Int, Int)
  case scalarScaled(Int, Float)

  var operands: [Int] {
    switch self {
    case .input: []
    case .linear(let x, _, _), .rectified(let x), .dropped(let x, _, _), .scaled(let x, _),
      .scalarScaled(let x, _):
      [x]
    case .sum(let left, let right), .scalarSum(let left, let right): [left, right]
    case .crossEntropy(let x, let targets, _), .squaredError(let x, let targets): [x, targets]
    }
  }

  var hasParameters: Bool {
    if case .linear = self { true } else { false }
  }

  var isScalar: Bool {
    switch self {
    case .crossEntropy, .squaredError, .scalarSum, .scalarScaled: true
    default: false
    }
  }
}
