import Inbox
import LinearAlgebra
import Tensors

/// What this machine computes with.
enum MachineHealth {
  static func findings() -> [Finding] {
    [
      Finding("retort", "\(RetortVersion.number), \(RetortVersion.build())"),
      share("processor", Machine.processorShare) { "\(Machine.processor), \($0) usable" },
      share("memory", Machine.memoryShare) { Amount.bytes($0) },
      kernels(), algebra(),
      library("SQLite", "sqlite3_libversion", needed: "libsqlite3-0"), archive(),
    ]
  }

  private static func share(
    _ subject: String, _ share: MachineShare, _ words: (Int) -> String
  ) -> Finding {
    let limit = share.limitedBy.map { ", limited by the control group (\($0))" } ?? ""
    return Finding(subject, words(share.amount) + limit)
  }

  /// What products run with, and how fast: measured.
  private static func kernels() -> Finding {
    let level = Numerics.kernelLevel
    let found = "\(level), \(Int(ProductSpeed.measured().gigaflops.rounded())) GFLOP/s on one core"
    guard level == "baseline" else { return Finding("kernels", found) }
    return .advice(
      "kernels", found,
      """
      the processor, or the system, does not offer AVX2: runs take several times as long, and their \
      numbers differ from those of machines that do in the last bits
      remedy: work on a machine with AVX2 or AVX-512, if there is one
      """)
  }

  /// What decomposes matrices in children, which are started with a core type of their own.
  private static func algebra() -> Finding {
    let core = AlgebraLibrary.coreType(kernelLevel: Numerics.kernelLevel)
    return Finding("linear algebra", "\(AlgebraLibrary.version), as \(core) in workers")
  }

  private static func library(_ name: String, _ symbol: String, needed package: String) -> Finding {
    Machine.library(symbol).map { Finding(name, $0) }
      ?? .fault(name, "not found", "remedy: install \(package)")
  }

  /// The filters Retort needs are compiled into libarchive, or an outside program would be started.
  private static func archive() -> Finding {
    guard let details = Machine.library("archive_version_details") else {
      return .fault("libarchive", "not found", "remedy: install libarchive13")
    }
    let filters = ["zlib", "liblzma", "bz2lib", "liblz4", "libzstd"]
    let missing = filters.filter { !details.contains("\($0)/") }
    guard missing.isEmpty else {
      return .fault(
        "libarchive", details,
        "\(missing.joined(separator: ", ")) missing: some archives cannot be read\n"
          + "remedy: install a libarchive built with them")
    }
    return Finding("libarchive", details)
  }
}
