/// Where the keys of a good `job.yaml` stand, for problems that only the data show.
public struct KeyPlaces: Sendable {
  private let root: YAMLNode?

  /// - Parameter bytes: of a file that was read without problems; of any other no place is known.
  public init(yaml bytes: [UInt8]) {
    guard bytes.count <= YAMLDocument.maximumBytes,
      let text = String(validating: bytes, as: UTF8.self)?.withoutByteOrderMark
    else {
      root = nil
      return
    }
    root = try? YAMLDocument(text, log: ProblemLog(source: SourceText(text))).root
  }

  /// The value of a key, or its list where it is swept; `nil` where neither is written.
  ///
  /// - Parameter key: dotted, `student.network`.
  public func position(of key: String) -> SourcePosition? {
    let path = key.split(separator: ".").map(String.init)
    let node = root?.node(at: ["sweep", key]) ?? root?.node(at: path)
    return node?.position
  }

  /// `job.yaml:8:33`, or `job.yaml` alone where the key is not written.
  public func place(of key: String) -> String {
    position(of: key).map { "job.yaml:\($0.line):\($0.column)" } ?? "job.yaml"
  }
}
