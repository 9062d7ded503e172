import Datasets
import Digests
import Distillation
import Networks
import Plans
import Specifications
import Tensors
import Testing

@testable import Experiments

@Suite("The file of a student") struct StudentModelSafeTensorsTests {
  /// A linear student of three columns with parameters 0.5, 1, 1.5 …
  private func model(_ job: ReadableJob = ReadableJob(), teacher: String = "scan") throws
    -> StudentModel
  {
    let experiment = try job.experiment()
    let engine = try experiment.recipes.studentFit("photo").network(experiment.study)
    return try StudentModel(
      inputs: experiment, modality: "photo", teacher: teacher, variant: "lambda=0.5", seed: 3,
      parameters: (1...engine.parameterCount).map { 0.5 * Float($0) })
  }

  private func reread(_ model: StudentModel) throws -> StudentModel {
    try StudentModel(bytes: model.bytes())
  }

  @Test("gives back network, parameters, preprocessing and classes")
  func roundTrip() throws {
    let model = try model(ReadableJob(train: 30, classes: 3))
    let found = try reread(model)
    #expect(found.inputs == 3 && found.outputs == 3)
    #expect(found.network == .linear && found.parameters == model.parameters)
    #expect(found.classes == ["0", "1", "2"] && found.targetScale == nil)
    let preprocessing = try #require(found.standardisation)
    #expect(preprocessing == model.standardisation)
    // A third trip changes nothing.
    #expect(found.bytes() == (try reread(found)).bytes())
  }

  @Test("says where the student comes from: modality, teacher, method, variant, seed and data")
  func origin() throws {
    let job = ReadableJob()
    let origin = try reread(model(job)).origin
    let dataset = try job.experiment().dataset
    #expect(origin["modality"] == "photo" && origin["teacher"] == "scan")
    #expect(origin["method"] == "hinton" && origin["variant"] == "lambda=0.5")
    #expect(origin["seed"] == "3" && origin["data"] == dataset.digest.hex)
    #expect(origin["split"] == dataset.splitDigest.hex)
    let alone = try reread(model(job, teacher: "")).origin
    #expect(alone["teacher"] == nil && alone["method"] == nil, "it was taught by nobody")
  }

  @Test("keeps class names that look like anything")
  func names() throws {
    var named = try model()
    named.classes = ["\"]}", "é\u{0}\n"]
    #expect(try reread(named).classes == named.classes)
  }

  @Test("has no preprocessing where the job did not standardise, and a scale for real targets")
  func regression() throws {
    var job = ReadableJob()
    // Train rows are 0 … 19.
    job.values = (0..<100).map(Double.init)
    job.standardise = false
    let found = try reread(model(job))
    #expect(found.standardisation == nil && found.classes.isEmpty && found.outputs == 1)
    #expect(found.targetScale?.mean == 9.5)
    // Variance of 20 whole numbers in a row: (20² − 1) / 12.
    #expect(abs((found.targetScale?.scale ?? 0) - (399.0 / 12).squareRoot()) < 1e-12)
  }

  @Test("holds the network as the data complete it: the shape of an image", arguments: [4, 6])
  func completed(side: Int) throws {
    var job = ReadableJob()
    job.modalities["photo"] = ReadableJob.noise(rows: 100, columns: side * side, seed: 4)
    job.network = "{convolution: [2], image: [\(side), \(side), 1]}"
    let model = try model(job)
    #expect(try reread(model).network == model.network)
    #expect(try reread(model).network.description.contains("\(side)"))
  }

  // MARK: - Files of others

  private func damaged(_ edit: (inout SafeTensors) -> Void) throws -> StudentModelError? {
    var file = try SafeTensors(bytes: model().bytes())
    edit(&file)
    return #expect(throws: StudentModelError.self) { _ = try StudentModel(bytes: file.bytes()) }
  }

  @Test(
    "is refused without what makes it a student, by its name",
    arguments: [
      ("format", "retort-teacher-1", "format"), ("format", nil, "format"),
      ("retort.inputs", nil, "inputs"), ("retort.inputs", "0", "inputs"),
      ("retort.inputs", "-3", "inputs"), ("retort.outputs", "two", "outputs"),
      ("retort.outputs", "16777216", "outputs"), ("retort.network", "null", "network"),
    ] as [(String, String?, String)])
  func missing(key: String, value: String?, name: String) throws {
    #expect(try damaged { $0.metadata[key] = value } == .notAStudent(missing: name))
  }

  @Test(
    "is refused with half of its preprocessing, whose rows would be others",
    arguments: ["preprocessing.mean", "preprocessing.scale"])
  func preprocessing(name: String) throws {
    #expect(try damaged { $0.arrays[name] = nil } == .notAStudent(missing: name))
    #expect(
      try damaged { $0.arrays[name] = .init(shape: [2], values: .float64([1, 1])) }
        == .notAStudent(missing: name))
    #expect(
      try damaged { $0.arrays[name] = .init(shape: [3], values: .float64([1, .nan, 1])) }
        == .parametersNotFinite)
  }

  @Test("is refused with neither class names nor the scale of a real target")
  func target() throws {
    let none = StudentModelError.notAStudent(missing: "classes, or target.scale")
    #expect(try damaged { $0.metadata["retort.classes"] = nil } == none)
    var job = ReadableJob()
    job.values = (0..<100).map(Double.init)
    var file = try SafeTensors(bytes: model(job).bytes())
    file.arrays["target.scale"] = nil
    #expect(throws: none) { _ = try StudentModel(bytes: file.bytes()) }
  }

  @Test("is refused with a parameter that is no number, and told to be damaged")
  func notFinite() throws {
    let error = try damaged { file in
      guard case .float32(var values) = file.arrays["layer 0 bias"]?.values else { return }
      values[1] = .nan
      file.arrays["layer 0 bias"] = .init(shape: [2], values: .float32(values))
    }
    #expect(error == .parametersNotFinite)
  }

  @Test("is refused without an array, or with one of another shape, by the array's name")
  func arrays() throws {
    for array in [
      nil, SafeTensors.NamedArray(shape: [2, 3], values: .float32(.init(repeating: 1, count: 6))),
    ] {
      var file = try SafeTensors(bytes: model().bytes())
      file.arrays["layer 0 weight"] = array
      let error = #expect(throws: SafeTensorsError.self) {
        _ = try StudentModel(bytes: file.bytes())
      }
      #expect(error?.place == "array \"layer 0 weight\"")
    }
  }

  @Test("is refused where its end is missing")
  func cut() throws {
    let bytes = try model().bytes()
    for count in [0, 7, 8, bytes.count / 2, bytes.count - 1] {
      #expect(throws: SafeTensorsError.self) {
        _ = try StudentModel(bytes: Array(bytes.prefix(count)))
      }
    }
  }
}
