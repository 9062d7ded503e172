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
