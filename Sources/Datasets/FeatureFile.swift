import Specifications
import Tensors

/// The features of one file, without labels or a split: what a saved student is applied to.
public struct FeatureFile: Sendable {
  public let features: any FeatureSource
  /// `nil` for arrays.
  public let columnNames: [String]?

  /// - Parameters:
  ///   - array: which array of an `.npz`.
  ///   - columns: which columns of a table, in this order; `nil` means every column.
  public init(
    _ file: MappedFile, name: String, array: String? = nil, columns: [String]? = nil
  ) throws(DatasetProblem) {
    let ending = name.split(separator: ".").last?.lowercased() ?? ""
    switch ending {
    case "npy":
      (features, columnNames) = (try Self.numbers(file, name: name), nil)
    case "npz":
      let (unpacked, shown) = try ArrayArchive.array(array, of: file, name: name)
      (features, columnNames) = (try Self.numbers(unpacked, name: shown), nil)
    case "csv", "tsv":
      var reader = TableReader(file, name: name)
      var request = TableRequest()
      request.numbers.append(columns)
      let table = try reader.read(request)
      let names = columns ?? table.header
      (features, columnNames) = (table.features(names), names)
    default:
      throw DatasetProblem(
        .fileType, at: name, found: "a file ending Retort has no reader for",
        expected: ".npy, .npz, .csv or .tsv", remedy: "convert it, for example with numpy.save")
    }
  }
  private static func numbers(
    _ file: MappedFile, name: String
  ) throws(DatasetProblem) -> MappedArray {
    let array = try MappedArray(file, name: name)
    try array.refuseText(name: name)
    return array
  }
}
