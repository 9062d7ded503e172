import Experiments
import Networks
import Tensors

/// Weights from outside: safetensors files, and the students `retort predict` makes of them.
enum ModelTarget {
  static func check(_ bytes: [UInt8]) throws(BrokenPromise) {
    if let file = try file(bytes) {
      let written = file.bytes()
      // Compared as bytes, because NaN is not equal to itself.
      try BrokenPromise.unless(
        try Self.file(written)?.bytes() == written, "a file written again differs")
    }
    try checkStudent(bytes)
  }

  private static func file(_ bytes: [UInt8]) throws(BrokenPromise) -> SafeTensors? {
    do throws(SafeTensorsError) { return try SafeTensors(bytes: bytes) } catch {
      try BrokenPromise.unlessShown(error.description, of: "safetensors")
      return nil
    }
  }

  private static func checkStudent(_ bytes: [UInt8]) throws(BrokenPromise) {
    let student: StudentModel
    do { student = try StudentModel(bytes: bytes) } catch {
      try BrokenPromise.unless(
        error is SafeTensorsError || error is StudentModelError, "a foreign error: \(error)")
      try BrokenPromise.unlessShown("\(error)", of: "a student")
      return
    }
    guard student.inputs <= 1_000, student.parameters.count <= 10_000 else { return }
    let rows = Tensor(
      rows: 2, columns: student.inputs,
      values: (0..<(2 * student.inputs)).map { Float($0 % 5) })
    let outputs: Tensor
    do throws(StudentModelError) { outputs = try student.predictions(rows) } catch {
      try BrokenPromise.unlessShown(error.description, of: "predictions")
      return
    }
    try BrokenPromise.unless(
      student.classes.isEmpty || student.classes.count == outputs.columns,
      "\(student.classes.count) class names for \(outputs.columns) outputs")
  }
}
