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

  /// Where a person has picked the kernels, what that costs: both are measured.
  private static func blas() -> Finding {
    let speed = ProductSpeed.measured()
    let found =
      "\(Numerics.blasVersion), kernels for \(speed.core), \(speed.inWords) on one core"
    guard let forced = ProductCore.forced else { return Finding("BLAS", found).missing(speed) }
    guard let free = SpeedChild.measured() else {
      return Finding("BLAS", "\(found), chosen by OPENBLAS_CORETYPE=\(forced)")
    }
    guard free.core != speed.core, free.gigaflops > 1.1 * speed.gigaflops else {
      return Finding(
        "BLAS",
        "\(found), chosen by OPENBLAS_CORETYPE=\(forced); without it \(free.core), \(free.inWords)")
    }
    let times = String(format: "%.1f", free.gigaflops / speed.gigaflops)
    return .advice(
      "BLAS", found,
      """
      OPENBLAS_CORETYPE=\(forced) forces these kernels
      without it, those for \(free.core) reach \(free.inWords): \(times) times as much
      remedy: unset it, unless results must equal those of machines without \
      \(VectorLevel.ofProcessor.rawValue) bit by bit
      """)
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

extension ProductSpeed {
  fileprivate var inWords: String { "\(Int(gigaflops.rounded())) GFLOP/s" }
}

extension Finding {
  /// Kernels for a lesser processor although nobody asked for them: OpenBLAS has no others.
  fileprivate func missing(_ speed: ProductSpeed) -> Finding {
    let level = VectorLevel.ofProcessor
    guard ProductCore(speed.core).better(for: level) != nil else { return self }
    return .advice(
      subject, found,
      """
      this OpenBLAS has no kernels for \(level.rawValue), which the processor offers
      remedy: install libopenblas0-pthread of a newer version
      """)
  }
}
