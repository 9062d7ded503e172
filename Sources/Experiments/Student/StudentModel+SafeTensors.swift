import Distillation
import Foundation
import Networks
import Plans
import Specifications
import Tensors

extension StudentModel {
  /// The model as a safetensors file: the arrays of its layers, `preprocessing.mean` and `.scale`, and its
  /// description as metadata.
  func bytes() -> [UInt8] {
    var file = SafeTensors(engine, parameters: parameters)
    if let standardisation {
      file.add("preprocessing.mean", standardisation.mean)
      file.add("preprocessing.scale", standardisation.scale)
    }
    if let targetScale { file.add("target.scale", [targetScale.mean, targetScale.scale]) }
    for (name, value) in origin { file.metadata["retort.\(name)"] = value }
    file.metadata["format"] = "retort-student-1"
    file.metadata["retort.network"] = network.canonical.json
    file.metadata["retort.inputs"] = "\(inputs)"
    file.metadata["retort.outputs"] = "\(outputs)"
    if !classes.isEmpty, let names = try? JSONEncoder().encode(classes) {
      file.metadata["retort.classes"] = String(decoding: names, as: UTF8.self)
    }
    return file.bytes()
  }

  /// - Throws: `SafeTensorsError` for a damaged file, `StudentModelError` for another model's.
  public init(bytes: [UInt8]) throws {
    let file = try SafeTensors(bytes: bytes)
    guard file.metadata["format"] == "retort-student-1" else {
      throw StudentModelError.notAStudent(missing: "format")
    }
    func number(_ name: String) throws(StudentModelError) -> Int {
      guard let value = file.metadata["retort.\(name)"].flatMap({ Int($0) }), value > 0,
        value < 1 << 24
      else { throw .notAStudent(missing: name) }
      return value
    }
    inputs = try number("inputs")
    outputs = try number("outputs")
    network = try Self.network(file)
    do throws(NetworkRefusal) {
      engine = try network.engine([[inputs]], outputs: outputs)
    } catch {
      throw StudentModelError.networkUnknown(network.description, why: error)
    }
    classes = try Self.classes(file.metadata["retort.classes"], outputs: outputs)
    origin = file.metadata.reduce(into: [:]) { origin, entry in
      guard entry.key.hasPrefix("retort.") else { return }
      origin[String(entry.key.dropFirst("retort.".count))] = entry.value
    }
    standardisation = try Self.standardisation(file, inputs: inputs)
    targetScale = try Self.targetScale(file, isOfClasses: !classes.isEmpty)

    parameters = []
    parameters = try file.parameters(of: engine)
    guard parameters.allSatisfy(\.isFinite) else { throw StudentModelError.parametersNotFinite }
  }

  /// Bytes of a network's canonical text at most; the longest has far fewer.
  private static let longestNetwork = 4_096

  /// From its canonical text, or in older files from the widths of its hidden layers.
  private static func network(
    _ file: SafeTensors
  ) throws(StudentModelError) -> NetworkSpecification {
    if let text = file.metadata["retort.network"] {
      guard text.utf8.count <= longestNetwork,
        let network = try? NetworkSpecification(canonical: text, networks: NetworkKinds.registry)
      else {
        throw .notAStudent(missing: "network")
      }
      return network
    }
    let widths = (file.metadata["retort.hidden"] ?? "").split(separator: " ").compactMap { Int($0) }
    guard widths.allSatisfy({ (1...PerceptronNetwork.largestWidth).contains($0) }) else {
      throw .notAStudent(missing: "hidden")
    }
    return NetworkSpecification(hidden: widths)
  }

  /// Both arrays, one number a column, or neither: rows of half a preprocessing are other rows.
  private static func standardisation(
    _ file: SafeTensors, inputs: Int
  ) throws(StudentModelError) -> Standardisation? {
    let names = ["preprocessing.mean", "preprocessing.scale"]
    guard names.contains(where: { file.arrays[$0] != nil }) else { return nil }
    let numbers = names.map(file.doubles)
    for (name, values) in zip(names, numbers) where values.count != inputs {
      throw .notAStudent(missing: name)
    }
    guard (numbers[0] + numbers[1]).allSatisfy(\.isFinite) else { throw .parametersNotFinite }
    return Standardisation(mean: numbers[0], scale: numbers[1])
  }

  /// Of a real target, which has no classes.
  private static func targetScale(
    _ file: SafeTensors, isOfClasses: Bool
  ) throws(StudentModelError) -> TargetScale? {
    let target = file.doubles("target.scale")
    guard target.count == 2 else {
      guard isOfClasses, file.arrays["target.scale"] == nil else {
        throw .notAStudent(missing: isOfClasses ? "target.scale" : "classes, or target.scale")
      }
      return nil
    }
    guard !isOfClasses else { return nil }
    guard target.allSatisfy(\.isFinite) else { throw .parametersNotFinite }
    return TargetScale(mean: target[0], scale: target[1])
  }

  /// One name an output, or none at all for a real target.
  private static func classes(
    _ names: String?, outputs: Int
  ) throws(StudentModelError) -> [String] {
    guard let names else { return [] }
    guard let classes = try? JSONDecoder().decode([String].self, from: Data(names.utf8)),
      classes.isEmpty || classes.count == outputs
    else { throw .notAStudent(missing: "classes") }
    return classes
  }
}
