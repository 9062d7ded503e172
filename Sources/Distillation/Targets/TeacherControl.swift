import Glibc
import Randomness
import Tensors

/// What is done to a teacher's outputs on train rows to find out what a gain is made of.
public enum TeacherControl: String, Sendable, Hashable, CaseIterable {
  /// Rows permuted over all train rows: nothing of the teacher is left. Must not gain.
  case across
  /// Rows permuted inside a class (inside a decile of a real target): label information stays,
  /// row information goes.
  case within
  /// Every row gets its class's mean soft label (its decile's mean output): softness without rows.
  case classMean = "class-mean"
  /// The tuned student's own out-of-fold outputs in the teacher's place: self-distillation. What it gains
  /// too is no knowledge of another modality.
  case own = "self"

  /// Permutations in all that a shuffled control is a mean of. One a seed leaves three seeds with an
  /// interval so wide that hardly any teacher is told from its own shuffle.
  private static let leastPermutations = 10

  /// How many permutations each seed draws; 1 for what is not drawn.
  public func permutations(seeds: Int) -> Int {
    switch self {
    case .across, .within: max(1, (Self.leastPermutations + seeds - 1) / max(1, seeds))
    case .classMean, .own: 1
    }
  }

  /// - Parameters:
  ///   - outputs: logits or standardised values on train rows, `[train rows, outputs]`.
  ///   - temperature: of the soft labels whose class means are taken.
  ///   - seed, permutation: name the permutation drawn.
  public func applied(
    to outputs: Tensor, task: LearningTask, temperature: Double, seed: Int, permutation: Int = 0
  ) -> Tensor {
    var stream = RandomStream(
      seed: seed, role: .design, purpose: .permutation, index: permutation)
    switch self {
    case .own: return outputs
    case .across:
      return outputs.reordered(stream.permutation(of: outputs.rows))
    case .within:
      return outputs.reordered(Self.permutation(inside: task.trainStrata, stream: &stream))
    case .classMean:
      return task.isClassification
        ? Self.classMeans(outputs, strata: task.trainStrata, temperature: temperature)
        : Self.means(outputs, strata: task.trainStrata)
    }
  }

  /// A permutation that maps every stratum onto itself.
  private static func permutation(inside strata: [Int], stream: inout RandomStream) -> [Int] {
    var order = Array(strata.indices)
    for stratum in Set(strata).sorted() {
      let rows = strata.indices.filter { strata[$0] == stratum }
      var shuffled = rows
      stream.shuffle(&shuffled)
      for (place, row) in zip(rows, shuffled) { order[place] = row }
    }
    return order
  }

  /// Logits t with softmax(t/T) = the mean of softmax(tᵢ/T) over the class.
  private static func classMeans(
    _ outputs: Tensor, strata: [Int], temperature: Double
  ) -> Tensor {
    let probabilities = Softmax.probabilities(of: outputs, temperature: temperature)
    let means = stratumMeans(probabilities, columns: outputs.columns, strata: strata)
    var result = outputs
    for row in 0..<outputs.rows {
      guard let mean = means[strata[row]] else { continue }
      for column in 0..<outputs.columns {
        // A probability that underflowed keeps a finite logit.
        result[row, column] = Float(temperature * Glibc.log(max(mean[column], 1e-30)))
      }
    }
    return result
  }

  private static func means(_ outputs: Tensor, strata: [Int]) -> Tensor {
    let means = stratumMeans(
      outputs.values.map(Double.init), columns: outputs.columns, strata: strata)
    var result = outputs
    for row in 0..<outputs.rows {
      guard let mean = means[strata[row]] else { continue }
      for column in 0..<outputs.columns { result[row, column] = Float(mean[column]) }
    }
    return result
  }

  private static func stratumMeans(
    _ values: [Double], columns: Int, strata: [Int]
  ) -> [Int: [Double]] {
    var sums: [Int: [Double]] = [:]
    var counts: [Int: Int] = [:]
    for (row, stratum) in strata.enumerated() {
      var sum = sums[stratum] ?? [Double](repeating: 0, count: columns)
      for column in 0..<columns { sum[column] += values[row * columns + column] }
      sums[stratum] = sum
      counts[stratum, default: 0] += 1
    }
    return sums.reduce(into: [:]) { means, entry in
      let count = Double(counts[entry.key] ?? 1)
      means[entry.key] = entry.value.map { $0 / count }
    }
  }
}

extension Tensor {
  /// Row i of the result is row `order[i]` of this tensor.
  func reordered(_ order: [Int]) -> Tensor {
    var result = Tensor.zeros(rows: rows, columns: columns)
    for (place, row) in order.enumerated() {
      for column in 0..<columns { result[place, column] = self[row, column] }
    }
    return result
  }
}
