/// What computed a number: part of every run's provenance.
public struct EnvironmentRecord: Sendable, Hashable, Codable {
  public var retortVersion: String
  /// Source revision and configuration of the build.
  public var build: String
  /// Raised by hand when numbers change.
  public var engineVersion: Int
  /// `OpenBLAS 0.3.21`: decomposes the matrices of estimates and checks, and multiplied in engine version 1;
  /// ``noLibrary`` where it did neither.
  public var blasVersion: String
  /// The processor family whose kernels it took, as `Haswell`.
  public var blasCore: String
  /// Vector instructions of the kernels: `x86-64-v4`, `x86-64-v3`, `baseline`.
  public var kernelLevel: String
  /// Threads of one run.
  public var threads: Int
  /// Processor model as the system names it.
  public var processor: String

  public init(
    retortVersion: String, build: String, engineVersion: Int, blasVersion: String = Self.noLibrary,
    blasCore: String = Self.noLibrary, kernelLevel: String, threads: Int, processor: String
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
  /// What `blasVersion` and `blasCore` say of jobs without a library.
  public static let noLibrary = "none"

  /// What the bits of a run depend on besides the engine's version and the threads of a run.
  ///
  /// `fma` where the kernels fuse multiplications and additions, which gives the same bits at both
  /// levels that do, AVX2 and AVX-512; else the level. Before version 2, OpenBLAS with the family of
  /// processors it had kernels for, and the level.
  public var numerics: String {
    guard engineVersion > 1 else {
      return "\(blasVersion), \(blasCore), \(kernelLevel)"
    }
    return Self.fusingLevels.contains(kernelLevel) ? "fma" : kernelLevel
  }

  /// `KernelCloneTests` compares their bits.
  private static let fusingLevels: Set = ["x86-64-v3", "x86-64-v4"]
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
