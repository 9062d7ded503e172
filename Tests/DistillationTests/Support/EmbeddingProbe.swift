import Gradients
import Networks
import Plans
import Tensors

@testable import Distillation

/// A loss as a function of the student's embedding: a linear layer that sees which row it is has one weight for each
/// number of each row, so that its weights are the embedding.
struct EmbeddingProbe {
  private let program: Program
  private let arena: Arena
  private let embedding: [Double]
  private let parts: [Float]

  /// - Parameters:
  ///   - h: the student's embedding, a row each.
  ///   - e: the teacher's.
  ///   - parts: what the loss has learned, in the order of its slices; biases are 0 where none is given.
  init(
    _ loss: some DistillationLoss, at h: [[Double]], teacher e: [[Double]], parts: [Float] = []
  ) {
    let (rows, width) = (h.count, h.first?.count ?? 0)
    let teacher = ThreeRows.tensor(e)
    var identity = Tensor.zeros(rows: rows, columns: rows)
    for row in 0..<rows { identity[row, row] = 1 }
    var layout = ParameterLayout()
    let layer = LinearLayer("h", inputs: rows, outputs: width, in: &layout)
    let bound = loss.bound(
      Widths(embedding: width, outputs: 1, signals: [.teacherEmbedding: teacher.columns]),
      in: &layout)
    program = Program(
      rows: rows, parameterCount: layout.count,
      inputs: [
        InputShape(name: "x", columns: rows), InputShape(name: "e", columns: teacher.columns),
      ],
      loss: { tape in
        let h = layer(tape.input("x"))
        return bound(
          StudentView(outputs: h, embedding: h, labels: h, isClassification: false),
          TeacherView(signals: [.teacherEmbedding: tape.input("e")]))
      })
    arena = Arena(count: program.end)
    arena.write(identity.values, to: program.inputs[0])
    arena.write(teacher.values, to: program.inputs[1])
    embedding = h.flatMap { $0 }
    let count = layout.count - rows * width - width
    let given = parts.prefix(count)
    self.parts =
      [Float](repeating: 0, count: width) + given
      + [Float](repeating: 0, count: count - given.count)
  }

  var loss: Double { loss(at: embedding) }

  private func loss(at embedding: [Double]) -> Double {
    arena.write(embedding.map { Float($0) } + parts, to: program.parameters)
    return program.replay(on: arena)
  }

  /// ∂L/∂h, row by row.
  var gradient: [Double] {
    _ = loss
    return arena.values(program.gradient).prefix(embedding.count).map(Double.init)
  }

  /// Greatest difference between the gradient and a four-point central difference.
  func worstGradientError(step: Double = 0.02) -> Double {
    let gradient = gradient
    return embedding.indices.reduce(0) { worst, index in
      func at(_ distance: Double) -> Double {
        var moved = embedding
        moved[index] += distance * step
        return loss(at: moved)
      }
      let difference = (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * step)
      return max(worst, abs(difference - gradient[index]) / max(1, abs(difference)))
    }
  }
}

/// Inputs of the reference values.
enum Reference {
  static let projections = (
    student: [[0.5, 0.5, 1], [1, 0, 0]], teacher: [[1.0, 0, 2], [0, 1, -1]]
  )
  static let relations = (
    student: [[0.0, 0], [1, 0], [0, 2], [3, 1]],
    teacher: [[0.0, 0, 0], [2, 0, 1], [0, 1, 0], [1, 1, 1]]
  )
  /// The identity map of three columns: a regressor that leaves an embedding as it is.
  static let identity: [Float] = [1, 0, 0, 0, 1, 0, 0, 0, 1]

  /// Six rows in general position, of widths 3 and 4.
  static let student = rows(width: 3, 7, 5, modulo: 11)
  static let teacher = rows(width: 4, 5, 3, modulo: 13)

  private static func rows(width: Int, _ a: Int, _ b: Int, modulo: Int) -> [[Double]] {
    (0..<6).map { row in
      (0..<width).map { column in
        let place: Int = (row * a + column * b) % modulo
        return Double(place) / 4 - 1.25
      }
    }
  }
}
