import Gradients
import Tensors

extension Network {
  /// Rows worked on at once in evaluation: fewer where a row is many tokens or pixels. A short chunk is
  /// computed in full, whatever lies behind its rows, so that products always have one shape and memory
  /// does not grow with the data.
  var evaluationRows: Int { max(1, min(256, 4096 / positions)) }

  /// The forward pass over one chunk, planned for an arena that begins with the parameters.
  /// - Parameter count: of all parameters there, the network's the first of them.
  func evaluation(parameterCount count: Int) -> Program {
    evaluation(parameterCount: count) { self($0) }
  }

  private func evaluation(
    parameterCount count: Int, _ trace: (Variable) -> Variable
  ) -> Program {
    Program(
      rows: evaluationRows, parameterCount: count,
      inputs: [InputShape(name: "features", columns: inputs)],
      output: { tape in trace(tape.input("features")) })
  }

  /// The network's outputs without dropout: `[rows.count, outputs]`.
  /// - Parameters:
  ///   - parameters: flat, as `layout` says.
  ///   - rows: which rows of `features`, in the order wanted.
  public func outputs(
    _ parameters: [Float], features: any FeatureSource, rows: [Int]
  ) -> Tensor {
    evaluate(evaluation(parameterCount: parameterCount), parameters, features: features, rows: rows)
  }

  /// What the head makes the outputs of, without dropout: `[rows.count, width]`.
  public func representations(
    _ parameters: [Float], features: any FeatureSource, rows: [Int]
  ) -> Tensor {
    let program = evaluation(parameterCount: parameterCount) {
      outputsAndRepresentation($0).representation
    }
    return evaluate(program, parameters, features: features, rows: rows)
  }

  private func evaluate(
    _ program: Program, _ parameters: [Float], features: any FeatureSource, rows: [Int]
  ) -> Tensor {
    precondition(
      parameters.count == parameterCount,
      "\(parameters.count) parameters for a network of \(parameterCount)")
    let arena = Arena(count: program.end)
    arena.write(parameters, to: program.parameters)
    return evaluate(program, on: arena, features: features, rows: rows.map(Int32.init))
  }

  func evaluate(
    _ program: Program, on arena: Arena, features: any FeatureSource, rows: [Int32]
  ) -> Tensor {
    precondition(
      features.columns == inputs, "features of \(features.columns) columns for \(inputs) inputs")
    guard let output = program.output else { preconditionFailure("not an evaluation program") }
    var values: [Float] = []
    values.reserveCapacity(rows.count * output.columns)
    for start in stride(from: 0, to: rows.count, by: program.rows) {
      let range = start..<min(start + program.rows, rows.count)
      arena.gather(features, order: rows, range: range, into: program.inputs[0])
      program.replay(on: arena)
      arena.append(output, rows: range.count, to: &values)
    }
    return Tensor(rows: rows.count, columns: output.columns, values: values)
  }
}
