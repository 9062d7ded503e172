import Bundles
import PlainText
import Specifications

/// An `.npz`: a zip of `.npy` files.
enum ArrayArchive {
  /// At most 4 GiB unpacked, with the ratio limit of archives.
  static var limits: ArchiveLimits {
    var limits = ArchiveLimits()
    limits.totalBytes = 4 << 30
    return limits
  }

  /// Unpacks one array.
  ///
  /// - Parameter array: its name; `nil` if the file holds only one.
  /// - Returns: the `.npy` bytes, and `FILE[ARRAY]` for messages.
  static func array(
    _ array: String?, of file: MappedFile, name: String
  ) throws(DatasetProblem) -> (file: MappedFile, name: String) {
    let names = try read(nil, of: file, name: name).names.filter { $0.hasSuffix(".npy") }
    let arrays = names.map { String($0.dropLast(4)) }
    let shown = Shown.list(arrays.map(Shown.quoted), most: 8)
    let wanted: String
    switch (array, arrays.count) {
    case (let array?, _): wanted = array
    case (nil, 1): wanted = arrays[0]
    case (nil, 0):
      throw DatasetProblem(
        .arrayAbsent, at: name, found: "no arrays in it", expected: "an .npz of numpy.savez")
    case (nil, _):
      throw DatasetProblem(
        .arrayAbsent, at: name, found: "\(arrays.count) arrays (\(shown)), and none was chosen",
        expected: "one of them named by 'array:'",
        remedy: "write {file: \(name), array: \(visibleText(arrays[0]))}")
    }
    guard arrays.contains(wanted), let bytes = try read("\(wanted).npy", of: file, name: name).bytes
    else {
      throw DatasetProblem(
        .arrayAbsent, at: name, found: "no array \(Shown.quoted(wanted))",
        expected: arrays.isEmpty ? nil : "one of \(shown)",
        remedy: nearestName(to: wanted, among: arrays).map { "did you mean \(Shown.quoted($0))?" })
    }
    return (MappedFile(bytes), "\(name)[\(visibleText(wanted))]")
  }

  private static func read(
    _ wanted: String?, of file: MappedFile, name: String
  ) throws(DatasetProblem) -> (names: [String], bytes: [UInt8]?) {
    do throws(ArchiveError) {
      return try ZipReader.read(wanted, of: file.bytes, limits: limits)
    } catch {
      let member = error.member.map { "member '\($0)': " } ?? ""
      throw DatasetProblem(
        .arrayFormat, at: name, found: member + error.found, expected: error.expected,
        remedy: error.remedy)
    }
  }
}
