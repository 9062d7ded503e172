import Digests
import Inbox

/// Which Retort this is.
enum RetortVersion {
  static let number = "0.1.0"

  /// What tells two programs of one version apart: how it was built, and the start of its build ID, or of
  /// its digest where the linker gave it none: digesting takes longer than reading a small bundle.
  static func build() -> String {
    #if DEBUG
      let configuration = "debug"
    #else
      let configuration = "release"
    #endif
    if let identifier = Machine.buildIdentifier {
      return "\(configuration) \(identifier.prefix(12))"
    }
    guard let program = try? Descriptor.reading("/proc/self/exe") else { return configuration }
    var hasher = DigestHasher()
    while let bytes = try? program.read(atMost: 1 << 20), !bytes.isEmpty { hasher.update(bytes) }
    return "\(configuration) \(hasher.finish().hex.prefix(12))"
  }
}
