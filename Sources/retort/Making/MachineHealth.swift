import Foundation
import Inbox
import Tensors

/// What this machine computes with.
enum MachineHealth {
  static func findings() -> [Finding] {
    [
      Finding("retort", "\(RetortVersion.number), \(RetortVersion.build())"),
      share("processor", Machine.processorShare) { "\(Machine.processor), \($0) usable" },
      share("memory", Machine.memoryShare) { Amount.bytes($0) },
      blas(), Finding("kernels", Numerics.kernelLevel),
      library("SQLite", "sqlite3_libversion", needed: "libsqlite3-0"), archive(),
    ]
  }

  private static func share(
    _ subject: String, _ share: MachineShare, _ words: (Int) -> String
  ) -> Finding {
    let limit = share.limitedBy.map { ", limited by the control group (\($0))" } ?? ""
    return Finding(subject, words(share.amount) + limit)
  }

  private static func blas() -> Finding {
    let found = "\(Numerics.blasVersion), kernels for \(Numerics.blasCore)"
    let forced = ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"]
    guard let forced else { return Finding("BLAS", found) }
    let isSlower =
      hasWideVectors && ["Haswell", "Zen", "Sandybridge", "Nehalem"].contains(Numerics.blasCore)
    guard isSlower else {
      return Finding("BLAS", "\(found), chosen by OPENBLAS_CORETYPE=\(forced)")
    }
    return .advice(
      "BLAS", found,
      """
      OPENBLAS_CORETYPE=\(forced) forces kernels that leave AVX-512 unused: about half the speed
      remedy: unset it, unless results must equal those of machines without AVX-512 bit by bit
      """)
  }

  private static var hasWideVectors: Bool {
    Machine.text("/proc/cpuinfo")?.contains(" avx512f ") ?? false
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
