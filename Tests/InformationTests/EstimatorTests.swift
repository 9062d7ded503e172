import Information
import LinearAlgebra
import Statistics
import Testing

@Suite("Golden generator") struct GoldenGeneratorTests {
  @Test("draws the numbers of the golden file")
  func splitMix() {
    var generator = SplitMix64(seed: 42)
    #expect(
      (0..<3).map { _ in generator.next() } == [
        13_679_457_532_755_275_413, 2_949_826_092_126_892_291, 5_139_283_748_462_763_858,
      ])
  }

  @Test("digamma meets the golden file")
  func digammaValues() throws {
    for (argument, expected) in try Golden.mutualInformation()["digamma"].object {
      let value = digamma(try #require(Double(argument)))
      #expect(abs(value - expected.number) < 1e-13)
    }
  }
}

@Suite("KSG-1") struct KraskovEstimatorTests {
  @Test("meets the golden vectors of two correlated normals")
  func bivariate() throws {
    let vectors = try Golden.mutualInformation()["bivariate_normal"]["cases"].list
    #expect(vectors.count == 3)
    for vector in vectors {
      let (x, y) = Golden.bivariateNormal(
        seed: 42, rows: 500, correlation: vector["rho"].number)
      #expect(abs(y[0, 0] - vector["first_row_x_y"].list[1].number) < 1e-12)
      let three = try KraskovEstimator(neighbours: 3).estimate(x, y)
      let five = try KraskovEstimator(neighbours: 5).estimate(x, y)
      #expect(abs(three - vector["KSG1_k3"].number) < 1e-9)
      #expect(abs(five - vector["KSG1_k5"].number) < 1e-9)
    }
  }

  @Test("meets the golden vector in three dimensions a side")
  func trivariate() throws {
    let (x, y) = Golden.trivariateNormal()
    let vector = try Golden.mutualInformation()["trivariate_normal"]
    let expected = vector["KSG1_k3_chebyshev"].number
    #expect(abs(try KraskovEstimator(neighbours: 3).estimate(x, y) - expected) < 1e-9)
  }

  @Test("is symmetric and does not see the order of rows")
  func symmetry() throws {
    let (x, y) = Golden.bivariateNormal(seed: 3, rows: 200, correlation: 0.7)
    let reversed = Array((0..<200).reversed())
    let estimator = KraskovEstimator()
    let straight = try estimator.estimate(x, y)
    #expect(abs(try estimator.estimate(y, x) - straight) < 1e-12)
    #expect(abs(try estimator.estimate(x.rows(reversed), y.rows(reversed)) - straight) < 1e-12)
  }

  @Test("counts strictly: a lattice full of equal distances does not break it")
  func lattice() throws {
    let x = Matrix(column: (0..<100).map { Double($0 % 10) })
    let y = Matrix(column: (0..<100).map { Double($0 / 10) })
    #expect(try KraskovEstimator().estimate(x, y).isFinite)
  }

  @Test("refuses fewer rows than neighbours, and says how many it needs")
  func tooFewRows() {
    let (x, y) = Golden.bivariateNormal(seed: 3, rows: 5, correlation: 0)
    #expect(throws: InformationError.tooFewRows(found: 5, needed: 6)) {
      try KraskovEstimator(neighbours: 5).estimate(x, y)
    }
    #expect(
      "\(InformationError.tooFewRows(found: 5, needed: 6))"
        == "mutual information needs at least 6 rows, found 5; "
        + "give more labelled rows to train and validation, or fewer neighbours")
  }
}

@Suite("Ross") struct RossEstimatorTests {
  @Test("meets the golden vectors")
  func golden() throws {
    let vectors = try Golden.mutualInformation()
    let line = Golden.classesOnALine()
    let space = Golden.classesInFourDimensions()
    let three = RossEstimator(neighbours: 3)
    let labels = Golden.labels
    #expect(
      abs(try three.estimate(line, labels: labels) - vectors["ross_1d"]["ross_k3"].number) < 1e-9)
    #expect(
      abs(try RossEstimator().estimate(line, labels: labels) - vectors["ross_1d"]["ross_k5"].number)
        < 1e-9)
    #expect(
      abs(
        try three.estimate(space, labels: labels) - vectors["ross_4d"]["ross_k3_chebyshev"].number)
        < 1e-9)
  }

  @Test("equals KSG-1 with the label as a coordinate wider than the data")
  func identity() throws {
    let kraskov = KraskovEstimator(neighbours: 3)
    let spaced = Matrix(column: Golden.labels.map { 1e3 * Double($0) })
    for x in [Golden.classesOnALine(), Golden.classesInFourDimensions()] {
      let ross = try RossEstimator(neighbours: 3).estimate(x, labels: Golden.labels)
      #expect(abs(try kraskov.estimate(x, spaced) - ross) < 1e-12)
    }
    let vector = try Golden.mutualInformation()["ross_1d"]
    let expected = vector["KSG1_k3_both_standardised_label_as_coordinate"].number
    let standardised = try kraskov.estimate(
      Golden.classesOnALine().standardised,
      Matrix(column: Golden.labels.map(Double.init)).standardised)
    #expect(abs(standardised - expected) < 1e-9)
  }

  @Test("leaves out classes of one row altogether")
  func singletons() throws {
    let x = Golden.classesOnALine()
    let kept = Array(0..<599)
    var labels = Golden.labels
    labels[599] = 77
    let with = try RossEstimator().estimate(x, labels: labels)
    let without = try RossEstimator().estimate(x.rows(kept), labels: Array(labels.prefix(599)))
    #expect(abs(with - without) < 1e-12)
  }

  @Test("uses fewer neighbours in small classes")
  func smallClass() throws {
    let x = Matrix(column: [0, 0.1, 0.25, 5, 5.2, 9, 9.3, 9.5, 9.9])
    let labels = [0, 0, 0, 1, 1, 2, 2, 2, 2]
    let estimate = try RossEstimator(neighbours: 5).estimate(x, labels: labels)
    // Perfectly apart: m = k_c, so that ψ(N) − ⟨ψ(N_c)⟩ is left.
    let expected =
      digamma(9) - (3 * digamma(3) + 2 * digamma(2) + 4 * digamma(4)) / 9
    #expect(abs(estimate - expected) < 1e-12)
  }

  @Test("refuses rows of which no two share a class")
  func noPairs() {
    #expect(throws: InformationError.noClassWithTwoRows(rows: 3)) {
      try RossEstimator().estimate(Matrix(column: [1, 2, 3]), labels: [0, 1, 2])
    }
  }
}

@Suite("Gaussian") struct GaussianEstimatorTests {
  @Test("meets the golden vectors")
  func golden() throws {
    let vectors = try Golden.mutualInformation()
    for vector in vectors["bivariate_normal"]["cases"].list {
      let (x, y) = Golden.bivariateNormal(
        seed: 42, rows: 500, correlation: vector["rho"].number)
      let found = try GaussianEstimator().estimate(x, y)
      #expect(abs(found - vector["gaussian_plugin"].number) < 1e-9)
    }
    let (x, y) = Golden.trivariateNormal()
    let found = try GaussianEstimator().estimate(x, y)
    #expect(abs(found - vectors["trivariate_normal"]["gaussian_plugin"].number) < 1e-9)
  }

  @Test("with labels equals the joint form on indicator columns")
  func indicators() throws {
    let x = Golden.classesInFourDimensions()
    let indicators = Matrix(
      rows: 600, columns: 2,
      values: Golden.labels.flatMap { [$0 == 1 ? 1.0 : 0, $0 == 2 ? 1.0 : 0] })
    let joint = try GaussianEstimator().estimate(x, indicators)
    let direct = try GaussianEstimator().estimate(x, labels: Golden.labels)
    #expect(abs(joint - direct) < 1e-9)
  }

  @Test("with labels never exceeds their entropy")
  func entropy() throws {
    let x = Matrix(column: (0..<60).map { Double(100 * ($0 % 2)) + 0.01 * Double($0) })
    let labels = (0..<60).map { $0 % 2 }
    let estimate = try GaussianEstimator().estimate(x, labels: labels)
    #expect(abs(estimate - 0.6931471805599453) < 1e-12)
  }

  @Test("stays finite when one side is a copy of the other")
  func copies() throws {
    let x = Golden.trivariateNormal().x
    #expect(try GaussianEstimator().estimate(x, x).isFinite)
  }
}

@Suite("Plug-in") struct PluginEstimatorTests {
  @Test("equals the table worked by hand")
  func table() throws {
    // Counts 3 1 / 1 3 of 8: 6/8 ln(3/2) + 2/8 ln(1/2)
    let a = [0, 0, 0, 0, 5, 5, 5, 5]
    let b = [1, 1, 1, 2, 1, 2, 2, 2]
    #expect(abs(try PluginEstimator().estimate(a, b) - 0.13081203594113697) < 1e-15)
  }

  @Test("of a variable with itself is its entropy; with a constant nothing")
  func extremes() throws {
    let a = [0, 1, 2, 0, 1, 2, 0, 0]
    #expect(abs(try PluginEstimator().estimate(a, a) - PluginEstimator.entropy(a)) < 1e-15)
    #expect(try PluginEstimator().estimate(a, a.map { _ in 7 }) == 0)
  }
}
