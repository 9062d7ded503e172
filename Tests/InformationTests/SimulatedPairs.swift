import Information
import LinearAlgebra
import Randomness

/// Pairs of outputs whose information is known by construction, drawn afresh from a seed.
enum SimulatedPairs {
  static func stream(_ seed: Int, _ purpose: Purpose = .noise) -> RandomStream {
    RandomStream(seed: seed, role: .design, purpose: purpose)
  }

  /// Two classes; one column of evidence for the second.
  static func binary(_ scores: [Double]) -> Matrix {
    Matrix(rows: scores.count, columns: 2, values: scores.flatMap { [0, $0] })
  }

  /// y a fair coin, s = ±1 + N(0,1), t = s + τ N(0,1): the set-up of `error_bar_coverage_measured`.
  static func coin(rows: Int, noise: Double, seed: Int) -> ComplementarityInput {
    var stream = stream(seed)
    var (labels, teacher, student) = ([Int](), [Double](), [Double]())
    for _ in 0..<rows {
      let label = stream.integer(below: 2)
      let score = (label == 1 ? 1.0 : -1) + stream.normal()
      labels.append(label)
      student.append(score)
      teacher.append(score + noise * stream.normal())
    }
    return ComplementarityInput(
      teacher: binary(teacher), student: binary(student), target: .labels(labels, classes: 2))
  }

  /// Groups of rows that lie close together; labels are those of groups.
  ///
  ///     S = 0.15 z + u + 0.1 e        T = 0.7 z + shared u + √(1 − shared²) v + 0.1 f
  ///
  /// z = ±1 of the group's label, u and v normal, one a group, e and f normal, one a row. With
  /// nothing shared T and S are independent given the label; I(S;Y) is 0.01 nats.
  static func grouped(
    sizes: [Int], shared: Double = 0, mixed: Bool = false, seed: Int
  ) -> ComplementarityInput {
    var stream = stream(seed)
    let ofGroup = stream.permutation(of: sizes.count).map { $0 % 2 }
    var (labels, groups, teacher, student) = ([Int](), [Int](), [Double](), [Double]())
    for (group, size) in sizes.enumerated() {
      let (u, v) = (stream.normal(), stream.normal())
      for row in 0..<size {
        let label = mixed ? (ofGroup[group] + row) % 2 : ofGroup[group]
        let z = Double(2 * label - 1)
        labels.append(label)
        groups.append(group)
        teacher.append(
          0.7 * z + shared * u + (1 - shared * shared).squareRoot() * v + 0.1 * stream.normal())
        student.append(0.15 * z + u + 0.1 * stream.normal())
      }
    }
    return ComplementarityInput(
      teacher: binary(teacher), student: binary(student), target: .labels(labels, classes: 2),
      groups: groups)
  }

  /// T and S see the label through noises of their own: independent given Y.
  static func independent(
    classes: Int, rows: Int, teacher: Double = 3, student: Double = 1.5, seed: Int
  ) -> ComplementarityInput {
    var stream = stream(seed)
    let labels = (0..<rows).map { $0 % classes }
    func logits(_ strength: Double) -> Matrix {
      var values: [Double] = []
      for label in labels {
        for candidate in 0..<classes {
          values.append((candidate == label ? strength : 0) + stream.normal())
        }
      }
      return Matrix(rows: rows, columns: classes, values: values)
    }
    return ComplementarityInput(
      teacher: logits(teacher), student: logits(student), target: .labels(labels, classes: classes))
  }

  /// A teacher that shares with the student what no covariance shows: how far out a row lies.
  ///
  ///     y a fair coin    S = 0.7 z + e    T = (S² − 1)/√2 + noise f
  static func squared(noise: Double, rows: Int, seed: Int) -> ComplementarityInput {
    var stream = stream(seed)
    var (labels, teacher, student) = ([Int](), [Double](), [Double]())
    for _ in 0..<rows {
      let label = stream.integer(below: 2)
      let score = 0.7 * Double(2 * label - 1) + stream.normal()
      labels.append(label)
      student.append(score)
      teacher.append((score * score - 1) / 2.0.squareRoot() + noise * stream.normal())
    }
    return ComplementarityInput(
      teacher: binary(teacher), student: binary(student), target: .labels(labels, classes: 2))
  }

  /// A teacher right on every row, so that I(T;S) ≥ I(S;Y) whatever the student is.
  ///
  /// Logits of the logarithms of posteriors: classes at normal centres in 20 (teacher) and 12
  /// (student) dimensions, 0.2 and 0.8 wide.
  static func sureTeacher(classes: Int, rows: Int, seed: Int) -> ComplementarityInput {
    var stream = stream(seed)
    let labels = (0..<rows).map { $0 % classes }
    func logits(dimensions: Int, spread: Double, width: Double) -> Matrix {
      let centres = (0..<classes).map { _ in (0..<dimensions).map { _ in spread * stream.normal() }
      }
      var values: [Double] = []
      for label in labels {
        let point = centres[label].map { $0 + width * stream.normal() }
        for centre in centres {
          let square = zip(point, centre).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
          values.append(-square / (2 * width * width))
        }
      }
      return Matrix(rows: rows, columns: classes, values: values)
    }
    return ComplementarityInput(
      teacher: logits(dimensions: 20, spread: 2, width: 0.2),
      student: logits(dimensions: 12, spread: 1, width: 0.8),
      target: .labels(labels, classes: classes))
  }

  /// A teacher that helps by points: it sees the sum that the student has to learn from too few
  /// rows.
  ///
  ///     x ~ N(0, I₅₀)    y = [wᵀx + e > 0]    T = wᵀx    S = ŵᵀx
  ///
  /// ŵ by least squares on four fifths of 200 rows for the fifth that is left, on all of them for
  /// 100 more rows: what `HeldOutOutputs` holds.
  static func helping(seed: Int) -> ComplementarityInput {
    var stream = stream(seed)
    let (features, train, validation) = (50, 200, 100)
    let weights = (0..<features).map { _ in stream.normal() }
    let inputs = (0..<train + validation).map { _ in (0..<features).map { _ in stream.normal() } }
    let sums = inputs.map { dot($0, weights) }
    let labels = sums.map { $0 + stream.normal() > 0 ? 1 : 0 }
    let folds = (0..<train + validation).map { $0 < train ? $0 % 5 : 5 }
    var student = [Double](repeating: 0, count: inputs.count)
    for fold in 0..<6 {
      let seen = (0..<train).filter { folds[$0] != fold }
      let found = leastSquares(
        seen.map { inputs[$0] }, seen.map { Double(2 * labels[$0] - 1) }, ridge: 1)
      for row in inputs.indices where folds[row] == fold {
        student[row] = dot(inputs[row], found)
      }
    }
    return ComplementarityInput(
      teacher: binary(sums), student: binary(student), target: .labels(labels, classes: 2),
      teacherNetworks: folds, studentNetworks: folds)
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// (XᵀX + ridge I)⁻¹ Xᵀy by elimination.
  private static func leastSquares(
    _ inputs: [[Double]], _ targets: [Double], ridge: Double
  ) -> [Double] {
    let size = inputs[0].count
    var system = (0..<size).map { i in
      (0..<size).map { j in
        inputs.reduce(i == j ? ridge : 0) { $0 + $1[i] * $1[j] }
      } + [zip(inputs, targets).reduce(0) { $0 + $1.0[i] * $1.1 }]
    }
    for pivot in 0..<size {
      for row in pivot + 1..<max(size, pivot + 1) {
        let factor = system[row][pivot] / system[pivot][pivot]
        for column in pivot...size { system[row][column] -= factor * system[pivot][column] }
      }
    }
    var solution = [Double](repeating: 0, count: size)
    for row in (0..<size).reversed() {
      let known = (row + 1..<max(size, row + 1)).reduce(0.0) {
        $0 + system[row][$1] * solution[$1]
      }
      solution[row] = (system[row][size] - known) / system[row][row]
    }
    return solution
  }
}
