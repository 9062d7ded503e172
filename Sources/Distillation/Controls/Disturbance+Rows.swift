import Glibc
import Plans
import Randomness
import Specifications
import Tensors

extension Disturbance {
  /// Over which rows a teacher's outputs are permuted.
  public enum Shuffle: String, Sendable { case across, within }

  /// Outputs on train rows, each row's given to another row; across all of them, those without a label too.
  ///
  /// - Parameters:
  ///   - draw: which of several permutations of a seed, from 0.
  ///   - targets: which of the outputs on rows with a label are looked at.
  public static func shuffledRows(
    _ shuffle: Shuffle, draw: Int = 0, targets: TeacherTargets = .crossFitted
  ) -> Disturbance {
    Disturbance(["shuffled": .text(shuffle.rawValue), "draw": .integer(draw)]) {
      products, study, seed in
      func order(_ rows: Int) -> [Int] {
        var stream = RandomStream(
          seed: seed ?? 0, role: .design, purpose: .permutation, index: draw)
        return shuffle == .across
          ? stream.permutation(of: rows)
          : permutation(inside: study.task.trainStrata, stream: &stream)
      }
      switch shuffle {
      case .across: return products.changingPool(targets) { $0.reordered(order($0.rows)) }
      case .within:
        return products.changingLabelledRows(study.task) { $0.reordered(order($0.rows)) }
      }
    }
  }

  /// The outputs on every train row with a label replaced by the mean of its class (of its decile, for real targets).
  ///
  /// - Parameter temperature: of the soft labels whose means are taken.
  public static func classMeans(temperature: Double) -> Disturbance {
    Disturbance(["class means": .number(temperature)]) { products, study, _ in
      products.changingLabelledRows(
        study.task, embedding: { meanOutputs($0, strata: study.task.trainStrata) }
      ) { outputs in
        study.task.isClassification
          ? meanSoftLabels(outputs, strata: study.task.trainStrata, temperature: temperature)
          : meanOutputs(outputs, strata: study.task.trainStrata)
      }
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
  private static func meanSoftLabels(
    _ outputs: Tensor, strata: [Int], temperature: Double
  ) -> Tensor {
    let probabilities = Softmax.probabilities(of: outputs, temperature: temperature)
    let means = stratumMeans(probabilities, columns: outputs.columns, strata: strata)
    return outputs.mappedRows { row, column in
      // A probability that underflowed keeps a finite logit.
      means[strata[row]].map { temperature * Glibc.log(max($0[column], 1e-30)) }
    }
  }

  private static func meanOutputs(_ outputs: Tensor, strata: [Int]) -> Tensor {
    let means = stratumMeans(
      outputs.values.map(Double.init), columns: outputs.columns, strata: strata)
    return outputs.mappedRows { row, column in means[strata[row]]?[column] }
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

extension Products {
  /// What it says of train rows with a label, changed.
  ///
  /// - Parameters:
  ///   - change: of `[train rows, outputs]`.
  ///   - embedding: of `[train rows, width]`, where that is another change.
  fileprivate func changingLabelledRows(
    _ task: LearningTask, embedding: ((Tensor) -> Tensor)? = nil, _ change: (Tensor) -> Tensor
  ) -> Products {
    var products = self
    for rows in [RowSet.Name.outOfFold, .inSample] {
      products[outputs: rows] = products[outputs: rows].map(change)
    }
    let count = task.train.count
    products.poolEmbedding = poolEmbedding.map { rows in
      (embedding?(rows.firstRows(count)) ?? change(rows.firstRows(count))).appending(
        rows.dropFirstRows(count))
    }
    return products
  }

  /// What it says of all train rows, with a label or without, changed as one matrix.
  ///
  /// - Parameters:
  ///   - targets: which of its outputs on rows with a label are looked at.
  ///   - change: of `[rows of the pool, outputs or width]`, whose rows with a label stand first.
  fileprivate func changingPool(
    _ targets: TeacherTargets, _ change: (Tensor) -> Tensor
  ) -> Products {
    var products = self
    if let labelled = self[outputs: targets.rows] {
      let pool = self[outputs: .unlabelled].map { labelled.appending($0) } ?? labelled
      let changed = change(pool)
      products[outputs: targets.rows] = changed.firstRows(labelled.rows)
      if changed.rows > labelled.rows {
        products[outputs: .unlabelled] = changed.dropFirstRows(labelled.rows)
      }
    }
    products.poolEmbedding = poolEmbedding.map { change($0) }
    return products
  }
}
