import CKernels
import COpenBLAS
import Glibc

/// A processor family OpenBLAS has kernels for.
///
/// OpenBLAS picks one when it is loaded. A library older than the processor does not know it and falls
/// back on a family whose vectors are half as wide, or narrower; then Retort picks another. What a
/// person has picked with `OPENBLAS_CORETYPE` stays, however slow: it may be that results must equal
/// those of other machines to the bit.
public struct ProductCore: Sendable, Hashable {
  /// As OpenBLAS calls it: `Haswell`, `SkylakeX`, …
  public var name: String

  public init(_ name: String) {
    self.name = name
  }

  /// The vector instructions its kernels use.
  public var level: VectorLevel {
    switch name {
    case "SkylakeX", "Cooperlake", "SapphireRapids": .v4
    case "Haswell", "Zen", "Excavator": .v3
    default: .baseline
    }
  }

  /// The family with kernels for all of a processor's vectors; `nil` where these are.
  public func better(for processor: VectorLevel) -> ProductCore? {
    guard level < processor else { return nil }
    return switch processor {
    case .v4: ProductCore("SkylakeX")
    case .v3: ProductCore("Haswell")
    case .baseline: nil
    }
  }

  /// What is multiplied with here.
  static var current: ProductCore { ProductCore(String(cString: openblas_get_corename())) }

  /// What a person has picked in the environment.
  public static var forced: String? {
    guard let name = getenv("OPENBLAS_CORETYPE").map({ String(cString: $0) }) else { return nil }
    return name.isEmpty ? nil : name
  }

  /// Before anything is multiplied in this process.
  static func chooseBest() {
    guard forced == nil, let better = current.better(for: .ofProcessor) else { return }
    _ = retort_use_product_core(better.name)
  }
}

/// The widest vector instructions, by the names of the x86-64 levels.
public enum VectorLevel: String, Sendable, Hashable, Comparable {
  /// 128 bits.
  case baseline
  /// 256 bits and fused multiplication and addition: AVX2, FMA.
  case v3 = "x86-64-v3"
  /// 512 bits: AVX-512.
  case v4 = "x86-64-v4"

  /// What the processor has and the system lets programs use.
  public static var ofProcessor: VectorLevel {
    VectorLevel(rawValue: String(cString: retort_processor_level())) ?? .baseline
  }

  public static func < (left: VectorLevel, right: VectorLevel) -> Bool {
    left.order < right.order
  }

  private var order: Int {
    switch self {
    case .baseline: 1
    case .v3: 3
    case .v4: 4
    }
  }
}
