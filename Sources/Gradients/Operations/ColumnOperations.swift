import Tensors

/// The columns of all `parts` side by side.
public func concatenate(_ parts: [Variable]) -> Variable {
  precondition(
    !parts.isEmpty && parts.allSatisfy { $0.rows == parts[0].rows && !$0.isScalar },
    "\(parts.map(\.shape).joined(separator: ", ")) side by side")
  return parts[0].tape.record(
    Concatenation(parts: parts.map(\.node)), rows: parts[0].rows,
    columns: parts.reduce(0) { $0 + $1.columns })
}

/// Some neighbouring columns of x.
public func columns(_ range: Range<Int>, of x: Variable) -> Variable {
  precondition(
    !range.isEmpty && range.lowerBound >= 0 && range.upperBound <= x.columns,
    "columns \(range) of \(x.shape)")
  return x.tape.record(
    ColumnSlice(x: x.node, first: range.lowerBound), rows: x.rows, columns: range.count)
}

struct Concatenation: Operation {
  var parts: [Int]

  var operands: [Int] { parts }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] = plan.reserve(for: node)
    var column = 0
    for part in parts {
      let source = plan.value[part]
      plan.append(
        .columnCopy(
          ColumnCopy(of: source, into: plan.value[node], at: column, columns: source.columns)))
      column += source.columns
    }
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    var column = 0
    for part in parts {
      let width = plan.nodes[part].columns
      if plan.needsGradient(part) {
        let (slot, accumulates) = plan.gradient(of: part)
        plan.append(
          .columnCopy(
            ColumnCopy(
              of: gradient, from: column, into: slot, columns: width, accumulates: accumulates)))
      }
      column += width
    }
  }
}

struct ColumnSlice: Operation {
  var x: Int
  var first: Int

  var operands: [Int] { [x] }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] = plan.reserve(for: node)
    plan.append(
      .columnCopy(
        ColumnCopy(
          of: plan.value[x], from: first, into: plan.value[node],
          columns: plan.nodes[node].columns)))
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    let (slot, accumulates) = plan.gradient(of: x)
    if !accumulates { plan.append(.filling(Filling(slot, with: 0))) }
    plan.append(
      .columnCopy(
        ColumnCopy(
          of: gradient, into: slot, at: first, columns: gradient.columns, accumulates: true)))
  }
}
