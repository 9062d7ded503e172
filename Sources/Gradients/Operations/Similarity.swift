import Tensors

/// x / ‖x‖, row by row; a norm below 1e-12 counts as that.
public func unitRows(_ x: Variable) -> Variable {
  x.tape.record(UnitRowsOperation(x: x.node), rows: x.rows, columns: x.columns)
}

/// Σ_c x · y, row by row: `[rows, 1]`.
public func rowProducts(_ x: Variable, _ y: Variable) -> Variable {
  precondition(x.rows == y.rows && x.columns == y.columns, "rows of \(x.shape) and \(y.shape)")
  return x.tape.record(RowProductsOperation(x: x.node, y: y.node), rows: x.rows, columns: 1)
}

/// x[r, c] · factors[r]: every row times a number of its own.
/// - Parameter factors: `[rows, 1]`.
public func scaledRows(_ x: Variable, by factors: Variable) -> Variable {
  precondition(
    factors.rows == x.rows && factors.columns == 1, "\(x.shape) by \(factors.shape), row by row")
  return x.tape.record(
    ScaledRowsOperation(x: x.node, factors: factors.node), rows: x.rows, columns: x.columns)
}

/// The cosine of the angle between x and y, row by row: `[rows, 1]`.
public func cosines(_ x: Variable, _ y: Variable) -> Variable {
  rowProducts(unitRows(x), unitRows(y))
}

/// ‖x[i] − y[j]‖² of all pairs: `[x.rows, y.rows]`.
public func squaredDistances(_ x: Variable, _ y: Variable) -> Variable {
  let products = product(x, y, transposingRight: true)
  return x.tape.record(
    SquaredDistancesOperation(
      products: products.node, leftSquares: rowProducts(x, x).node,
      rightSquares: rowProducts(y, y).node), rows: x.rows, columns: y.rows)
}

struct UnitRowsOperation: Operation {
  var x: Int

  var operands: [Int] { [x] }
  var gradientReads: ReadOfValue { .value }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] = plan.mayOverwrite(x) ? plan.share(x, as: node) : plan.reserve(for: node)
    let norms = plan.keep(rows: plan.nodes[node].rows, columns: 1, for: node)
    plan.append(
      .unitRows(UnitRows(of: plan.value[x], norms: norms, into: plan.value[node])))
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    let (slot, accumulates) = plan.elementwiseGradient(of: x, from: gradient)
    plan.append(
      .unitRowsGradient(
        UnitRowsGradient(
          result: plan.value[node], norms: plan.kept(by: node)[0], gradient: gradient, into: slot,
          accumulates: accumulates)))
  }
}

struct RowProductsOperation: Operation {
  var x: Int
  var y: Int

  var operands: [Int] { [x, y] }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] = plan.reserve(for: node)
    plan.append(
      .rowProducts(RowProducts(plan.value[x], plan.value[y], into: plan.value[node])))
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    for (operand, other) in [(x, y), (y, x)] where plan.needsGradient(operand) {
      let (slot, accumulates) = plan.gradient(of: operand)
      plan.append(
        .rowProductsGradient(
          RowProductsGradient(
            other: plan.value[other], gradient: gradient, into: slot, accumulates: accumulates)))
    }
  }
}

struct ScaledRowsOperation: Operation {
  var x: Int
  var factors: Int

  var operands: [Int] { [x, factors] }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] = plan.reserve(for: node)
    plan.append(
      .rowProductsGradient(
        RowProductsGradient(
          other: plan.value[x], gradient: plan.value[factors], into: plan.value[node])))
  }

  /// dx = dy · factor; dfactor = Σ_c x · dy.
  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    if plan.needsGradient(factors) {
      let (slot, accumulates) = plan.gradient(of: factors)
      let products = accumulates ? plan.scratch(like: slot) : slot
      plan.append(.rowProducts(RowProducts(plan.value[x], gradient, into: products)))
      if accumulates {
        plan.append(.scaling(Scaling(of: products, factor: 1, into: slot, accumulates: true)))
      }
    }
    if plan.needsGradient(x) {
      let (slot, accumulates) = plan.gradient(of: x)
      plan.append(
        .rowProductsGradient(
          RowProductsGradient(
            other: gradient, gradient: plan.value[factors], into: slot, accumulates: accumulates)))
    }
  }
}

struct SquaredDistancesOperation: Operation {
  var products: Int
  var leftSquares: Int
  var rightSquares: Int

  var operands: [Int] { [products, leftSquares, rightSquares] }
  var fixedOperands: [Int] { [rightSquares] }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] =
      plan.mayOverwrite(products) ? plan.share(products, as: node) : plan.reserve(for: node)
    plan.append(
      .squaredDistances(
        SquaredDistances(
          products: plan.value[products], leftSquares: plan.value[leftSquares],
          rightSquares: plan.value[rightSquares], into: plan.value[node])))
  }

  /// The three operands are this operation's own: nobody else writes their gradients.
  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    func place(_ operand: Int) -> Slot {
      plan.needsGradient(operand)
        ? plan.gradient(of: operand).0
        : plan.scratch(plan.nodes[operand].rows * plan.nodes[operand].columns)
    }
    let (left, right) = (place(leftSquares), place(rightSquares))
    plan.append(
      .squaredDistancesGradient(
        SquaredDistancesGradient(
          gradient: gradient, products: place(products), leftSquares: left, rightSquares: right)))
  }
}
