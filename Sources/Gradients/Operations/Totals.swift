import Tensors

/// Σ_r x[r, c]: `[1, columns]`. Couples the rows of a batch.
public func columnTotals(_ x: Variable) -> Variable {
  precondition(!x.isScalar, "column totals of a scalar")
  return x.tape.record(ColumnTotals(x: x.node), rows: 1, columns: x.columns)
}

/// The mean of every column: `[1, columns]`.
public func columnMeans(_ x: Variable) -> Variable { columnTotals(x) / Float(x.rows) }

/// Σ_c x[r, c]: `[rows, 1]`.
public func rowTotals(_ x: Variable) -> Variable {
  precondition(!x.isScalar, "row totals of a scalar")
  return x.tape.record(RowTotals(x: x.node), rows: x.rows, columns: 1)
}

/// Σ x over everything: `[1, 1]`.
public func total(_ x: Variable) -> Variable { rowTotals(columnTotals(x)) }

/// One row again and again: `[rows, columns]`. Couples the rows of a batch, unless none of them reaches x.
///
/// - Parameter x: `[1, columns]`.
public func repeatedRows(_ x: Variable, rows: Int) -> Variable {
  precondition(x.rows == 1 && !x.isScalar && rows > 0, "\(x.shape) as \(rows) rows")
  return x.tape.record(RepeatedRows(x: x.node), rows: rows, columns: x.columns)
}

struct ColumnTotals: Operation {
  var x: Int

  var operands: [Int] { [x] }
  var couplesRows: Bool { true }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] = plan.reserve(for: node)
    plan.append(.columnSums(ColumnSums(of: plan.value[x], into: plan.value[node])))
  }

  /// dx[r] = dy of every row.
  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    let (slot, accumulates) = plan.gradient(of: x)
    if !accumulates { plan.append(.filling(Filling(slot, with: 0))) }
    plan.append(.repeatedAddition(RepeatedAddition(of: slot, pattern: gradient, into: slot)))
  }
}

struct RowTotals: Operation {
  var x: Int

  var operands: [Int] { [x] }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] = plan.reserve(for: node)
    let ones = ones(in: &plan)
    plan.product(plan.value[x], by: ones, into: plan.value[node])
  }

  /// dx[r, c] = dy[r] of every column.
  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    let (slot, accumulates) = plan.gradient(of: x)
    let ones = ones(in: &plan)
    plan.product(
      gradient, by: ones, transposingRight: true, into: slot, accumulates: accumulates)
  }

  /// A column of as many ones as x has columns.
  private func ones(in plan: inout Plan) -> Slot {
    let floats = plan.scratch(plan.nodes[x].columns)
    plan.append(.filling(Filling(floats, with: 1)))
    return Slot(offset: floats.offset, rows: floats.count, columns: 1)
  }
}

struct RepeatedRows: Operation {
  var x: Int

  var operands: [Int] { [x] }
  var couplesRows: Bool { true }
  var fixedOperands: [Int] { [x] }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] = plan.reserve(for: node)
    plan.append(.filling(Filling(plan.value[node], with: 0)))
    plan.append(
      .repeatedAddition(
        RepeatedAddition(
          of: plan.value[node], pattern: plan.value[x], into: plan.value[node])))
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    let (slot, accumulates) = plan.gradient(of: x)
    plan.append(
      .columnSums(ColumnSums(of: gradient, into: slot, accumulates: accumulates)))
  }
}
