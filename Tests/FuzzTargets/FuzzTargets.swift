/// Something that parses bytes from outside, as a function a fuzzer can call.
///
/// Every target feeds bytes to the entry the program itself uses and checks what must hold whatever
/// the bytes are: an error is one of ours and can be shown; a value written again reads equal. Two
/// callers share them: libFuzzer (`Tests/Fuzz`), and the tests, which repeat seeds and findings.
public struct FuzzTarget: Sendable, CustomStringConvertible {
  /// Also the name of its folders below `Tests/Fuzz/Seeds` and `Tests/Fuzz/Findings`.
  public let name: String
  private let check: @Sendable ([UInt8]) throws(BrokenPromise) -> Void

  public static let all = [
    FuzzTarget(name: "archive", check: ArchiveTarget.check),
    FuzzTarget(name: "tar", check: ArchiveTarget.checkRepaired),
    FuzzTarget(name: "npy", check: ArrayTarget.check),
    FuzzTarget(name: "npz", check: ArrayTarget.checkArchive),
    FuzzTarget(name: "table", check: TableTarget.check),
    FuzzTarget(name: "dataset", check: DatasetTarget.check),
    FuzzTarget(name: "specification", check: SpecificationTarget.check),
    FuzzTarget(name: "settings", check: SettingsTarget.check),
    FuzzTarget(name: "frames", check: FrameTarget.check),
    FuzzTarget(name: "safetensors", check: ModelTarget.check),
  ]

  public var description: String { name }

  /// Feeds bytes to the target.
  public func feed(_ bytes: [UInt8]) throws(BrokenPromise) { try check(bytes) }
}
