import Datasets
import Testing

@testable import Experiments

@Suite("A job that cannot run") struct CheckedJobTests {
  private func refusal(_ job: PlantedJob) throws -> String {
    var members = job.members
    members["job.yaml"] = Array(job.yaml.utf8)
    let refusal = #expect(throws: JobRefusal.self) {
      _ = try CheckedJob(
        yaml: Array(job.yaml.utf8), source: MemoryMembers(members), members: [],
        numerics: "test")
    }
    return try #require(refusal).description
  }

  private func job(_ method: String = "hinton", seeds: Int = 2) -> PlantedJob {
    PlantedJob(.noise, draw: 1, testRows: 100, seeds: seeds, method: method)
  }

  @Test("because its plan is too large is told how many runs it has and what to lower")
  func planTooLarge() throws {
    let lambdas = (1...40).map { "\(Double($0) / 40)" }.joined(separator: ", ")
    let message = try refusal(
      job("{hinton: {lambda: [\(lambdas)], temperature: [1, 2]}}", seeds: 200))
    #expect(
      message == """
        the plan has 21600 runs, more than the 10000 allowed
          found: 1 pairs × 80 variants × 200 seeds, with their students and controls
          remedy: sweep fewer values, name fewer modalities, or lower 'seeds'
        """)
  }

  @Test("because a network is too large for its data is told how many parameters it would have")
  func networkTooLarge() throws {
    var job = job()
    let rows = 400
    job.members["student.npy"] = NumPy.matrix(
      (0..<rows).map { row in (0..<1_600).map { Double(row * $0 % 17) } })
    job.yaml = job.yaml.replacing(
      "student: {modality: regular, network: linear}",
      with: "student: {modality: regular, network: {mlp: [65000]}}")
    let message = try refusal(job)
    #expect(
      message.hasPrefix(
        """
        job.yaml:10:39: the student on regular would have 104195002 parameters
          found: 1600 columns, mlp 65000, 2 outputs
          expected: at most 100000000 parameters
          remedy: narrow its first layer, or give it fewer columns
        """))
  }

  @Test("because its data are wrong is told every problem of the data at once")
  func dataProblems() throws {
    var job = job()
    job.members["labels.npy"] = nil
    job.members["train.npy"] = NumPy.integers([0, 1, 9_999])
    let message = try refusal(job)
    #expect(message.contains("labels.npy"))
  }

  /// A job whose student is another network, on rows of its own.
  private func job(student network: String, rows: [[Double]]? = nil) -> PlantedJob {
    var job = job()
    if let rows { job.members["student.npy"] = NumPy.matrix(rows) }
    job.yaml = job.yaml.replacing(
      "student: {modality: regular, network: linear}",
      with: "student: {modality: regular, network: \(network)}")
    return job
  }

  @Test("because rows are no image is told what to write")
  func noImage() throws {
    let message = try refusal(job(student: "{convolution: [8]}"))
    #expect(
      message.hasPrefix(
        """
        job.yaml:10:39: the student on regular: no image
          found: rows of 50 columns, which do not say what image they are
          expected: an array of 3 or 4 dimensions, or 'image: [height, width, channels]'
          remedy: write 'image', or save the array with its shape
        """))
  }

  @Test("because columns cannot be shared out among tokens is told how they can")
  func tokens() throws {
    let message = try refusal(job(student: "{transformer: {tokens: 7}}"))
    #expect(message.contains("remedy: write one of: 2, 5, 10"))
  }

  @Test("because values are no token numbers is told which and where")
  func vocabulary() throws {
    let rows = (0..<400).map { [Double($0 % 9), 3, $0 == 7 ? 12 : -1] }
    let message = try refusal(job(student: "{transformer: {vocabulary: 9}}", rows: rows))
    #expect(
      message.contains(
        """
        modality 'regular' (student.npy): 1 value in 1 row that is no token of a vocabulary of 9: \
        row 7, column 2 is 12
          expected: whole numbers from 0 to 8, or -1 for no token (rows and columns are counted from 0)
          remedy: write 'vocabulary: 13' or more, or number the tokens anew
        """))
  }
}
