/// What computed a number: part of every run's provenance.
public struct EnvironmentRecord: Sendable, Hashable, Codable {
  public var retortVersion: String
  /// Source revision and configuration of the build.
  public var build: String
  /// Raised by hand when numbers change.
  public var engineVersion: Int
  public var blasVersion: String
  public var blasCore: String
  public var kernelLevel: String
  /// Threads of one run.
  public var threads: Int
  /// Processor model as the system names it.
  public var processor: String

  public init(
    retortVersion: String, build: String, engineVersion: Int, blasVersion: String, blasCore: String,
    kernelLevel: String, threads: Int, processor: String
  ) {
    self.retortVersion = retortVersion
    self.build = build
    self.engineVersion = engineVersion
    self.blasVersion = blasVersion
    self.blasCore = blasCore
    self.kernelLevel = kernelLevel
    self.threads = threads
    self.processor = processor
  }
}

extension EnvironmentRecord {
  /// Whether products were computed with kernels that leave vectors of the processor unused: forced by
  /// `OPENBLAS_CORETYPE`, or for want of better ones.
  public var leavesVectorsUnused: Bool {
    switch kernelLevel {
    case "x86-64-v4": !Self.coresOfLevel4.contains(blasCore)
    case "x86-64-v3": !Self.coresOfLevel4.union(Self.coresOfLevel3).contains(blasCore)
    default: false
    }
  }

  /// The cores OpenBLAS has AVX-512 kernels for, and those with AVX2 and FMA.
  private static let coresOfLevel4: Set = ["SkylakeX", "Cooperlake", "SapphireRapids"]
  private static let coresOfLevel3: Set = ["Haswell", "Zen", "Excavator"]
}

/// One member of a bundle, stored by its digest.
public struct MemberRecord: Sendable, Hashable, Codable {
  public var name: String
  public var sha256: String
  public var bytes: Int

  public init(name: String, sha256: String, bytes: Int) {
    self.name = name
    self.sha256 = sha256
    self.bytes = bytes
  }
}
