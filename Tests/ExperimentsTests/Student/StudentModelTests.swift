import Distillation
import Networks
import Specifications
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

  @Test("is the network its canonical text says, or in older files its hidden layers")
  func network() throws {
    var new = SafeTensors(metadata: [
      "format": "retort-student-1", "retort.inputs": "1", "retort.outputs": "2",
      "retort.network": #"{"dropout":0.1,"mlp":[3]}"#, "retort.classes": #"["cat","dog"]"#,
    ])
    for (layer, (rows, columns)) in [(1, 3), (3, 2)].enumerated() {
      new.arrays["layer \(layer) weight"] = .init(
        shape: [rows, columns], values: .float32(Array(repeating: 0.5, count: rows * columns)))
      new.arrays["layer \(layer) bias"] = .init(
        shape: [columns], values: .float32(Array(repeating: 0, count: columns)))
    }
    var old = new
    old.metadata["retort.network"] = nil
    old.metadata["retort.hidden"] = "3"
    let (newer, older) = (
      try StudentModel(bytes: new.bytes()), try StudentModel(bytes: old.bytes())
    )
    #expect(newer.network == NetworkSpecification(hidden: [3], dropout: 0.1))
    #expect(older.network == NetworkSpecification(hidden: [3]))
    #expect(newer.parameters == older.parameters)
    #expect(try StudentModel(bytes: newer.bytes()).network == newer.network)
    #expect(try StudentModel(bytes: older.bytes()).network == older.network)
  }

  @Test(
    "of a network that is none, or does not fit its rows, is refused",
    arguments: [
      "{", "7", #"{"mlp":[0]}"#, #""perceptron""#, #"{"convolution":[8],"image":[9,9,1]}"#,
      #"{"transformer":{"tokens":7}}"#,
    ])
  func damaged(network: String) {
    let file = SafeTensors(metadata: [
      "format": "retort-student-1", "retort.inputs": "1", "retort.outputs": "2",
      "retort.network": network,
    ])
    #expect(throws: StudentModelError.self) { try StudentModel(bytes: file.bytes()) }
  }
}
