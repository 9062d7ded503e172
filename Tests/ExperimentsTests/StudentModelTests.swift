import Networks
import Testing

@testable import Experiments

@Suite("A student from a file") struct StudentModelTests {
  /// One column in, two classes out, without hidden layers.
  private func file(classes: String) -> [UInt8] {
    var file = SafeTensors(metadata: [
      "format": "retort-student-1", "retort.inputs": "1", "retort.outputs": "2",
      "retort.hidden": "", "retort.classes": classes,
    ])
    file.arrays["layer 0 weight"] = .init(shape: [1, 2], values: .float32([1, 2]))
    file.arrays["layer 0 bias"] = .init(shape: [2], values: .float32([0, 0]))
    return file.bytes()
  }

  @Test("has a class name for every output")
  func whole() throws {
    let model = try StudentModel(bytes: file(classes: #"["cat","dog"]"#))
    #expect(model.classes == ["cat", "dog"])
  }

  @Test(
    "with another number of class names, or names that are no list, is none of Retort's",
    arguments: [#"["cat"]"#, #"["cat","dog","cow"]"#, #"["cat""#, "7", #"{"a":1}"#])
  func classes(_ classes: String) {
    #expect(throws: StudentModelError.notAStudent(missing: "classes")) {
      try StudentModel(bytes: file(classes: classes))
    }
  }
}
