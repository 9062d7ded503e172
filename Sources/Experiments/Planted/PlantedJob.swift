import Randomness

/// How clearly a planted teacher sees what it sees.
public enum PlantedStrength: String, Sendable, Hashable, CaseIterable {
  case full
  /// With noise that leaves about half of the gain.
  case half

  /// Standard deviation of the noise, in standard deviations of what the teacher sees.
  var noise: Double { self == .full ? 0 : 0.55 }
}

/// One data draw of a planted case as a job: 200 train rows, and as many validation and test rows as asked. How
/// the data are made says what must come out.
struct PlantedJob {
  enum Case: Sendable {
    /// y = 1[⟨a,x⟩ + e > 0]; the teacher sees ⟨a,x⟩. It must help.
    case cleanLabels
    /// y = 1[⟨a_J,x_J⟩ > 0]; the teacher sees x_J. It must help.
    case relevantFeatures
    /// Teacher and student are independent given the label: no teacher row can help.
    case conditionallyIndependent
    /// The teacher is noise of two columns.
    case noise
  }

  var yaml: String
  var members: [String: [UInt8]]

  init(
    _ planted: Case, draw: Int, testRows: Int, seeds: Int, method: String,
    strength: PlantedStrength = .full, validationRows: Int = 100, network: String = "linear"
  ) {
    var stream = RandomStream(seed: draw, role: .design, purpose: .noise)
    let weights = (0..<50).map { _ in stream.normal() }
    let relevant = Array(stream.permutation(of: 50).prefix(3))
    let starts = [0, 200, 200 + validationRows, 200 + validationRows + testRows]
    let rows = starts[3]
    var teacher: [[Double]] = []
    var student: [[Double]] = []
    var labels: [Int] = []
    func noise(_ scale: Double) -> Double {
      // Nothing is drawn at full strength: the data are those they always were.
      strength == .full ? 0 : strength.noise * scale * stream.normal()
    }
    for _ in 0..<rows {
      switch planted {
      case .cleanLabels:
        let x = (0..<50).map { _ in stream.normal() }
        let score = zip(x, weights).reduce(0) { $0 + $1.0 * $1.1 }
        teacher.append([score + noise(50.0.squareRoot())])
        student.append(x)
        labels.append(score + stream.normal() > 0 ? 1 : 0)
      case .relevantFeatures:
        let x = (0..<50).map { _ in stream.normal() }
        teacher.append(relevant.map { x[$0] + noise(1) })
        student.append(x)
        labels.append(relevant.reduce(0) { $0 + x[$1] * weights[$1] } > 0 ? 1 : 0)
      case .conditionallyIndependent:
        let label = stream.integer(below: 2)
        let side = Double(2 * label - 1)
        student.append(weights.map { stream.normal() + $0 * side / 12 })
        teacher.append((0..<3).map { _ in stream.normal() + 0.8 * side })
        labels.append(label)
      case .noise:
        let x = (0..<50).map { _ in stream.normal() }
        let score = zip(x, weights).reduce(0) { $0 + $1.0 * $1.1 }
        teacher.append([stream.normal(), stream.normal()])
        student.append(x)
        labels.append(score + 5 * stream.normal() > 0 ? 1 : 0)
      }
    }
    members = [
      "teacher.npy": NumPy.matrix(teacher), "student.npy": NumPy.matrix(student),
      "labels.npy": NumPy.integers(labels),
      "train.npy": NumPy.integers(Array(starts[0]..<starts[1])),
      "validation.npy": NumPy.integers(Array(starts[1]..<starts[2])),
      "test.npy": NumPy.integers(Array(starts[2]..<starts[3])),
    ]
    yaml = """
      retort: 1
      name: planted
      data:
        modalities:
          privileged: {file: teacher.npy}
          regular: {file: student.npy}
        labels: {file: labels.npy}
        split: {train: train.npy, validation: validation.npy, test: test.npy}
      teacher: {modality: privileged, network: linear}
      student: {modality: regular, network: \(network)}
      method: \(method)
      seeds: \(seeds)
      """
  }
}
