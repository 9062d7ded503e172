// swift-tools-version: 6.1
import PackageDescription

// Every numeric module sits above the ones it may import; see docs/architecture.md.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies,
    resources: resources, swiftSettings: strict)
}

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let arguments = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
  name: "retort",
  products: [
    .executable(name: "retort", targets: ["retort"]),
    // Test support: preloaded under the built program, see Tests/DiskFull.
    .library(name: "DiskFull", type: .dynamic, targets: ["DiskFull"]),
  ],
  dependencies: [
    // Exact versions: the same build on every machine. None of the four has dependencies of its own.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .target(name: "CSystem", linkerSettings: [.linkedLibrary("crypto")]),
    .target(
      name: "CKernels",
      cSettings: [
        .unsafeFlags(["-O3", "-fno-math-errno", "-fno-trapping-math", "-ffp-contract=on"])
      ]),

    module("Digests", ["CSystem"]),
    module("PlainText"),
    module("Records"),
    module("Randomness"),
    module("Tensors", ["CKernels", "Randomness"]),
    module("Gradients", ["Tensors"]),
    module("Networks", ["Gradients", "Tensors", "Randomness"]),
    module("Statistics", ["Randomness"]),
    module("LinearAlgebra", ["COpenBLAS"]),
    module("Information", ["CKernels", "LinearAlgebra", "Statistics", "Randomness"]),
    module("Specifications", ["PlainText", "Yams"]),
    module("Plans", ["Digests", "Records", "Specifications", "Tensors"]),
    module(
      "Distillation",
      [
        "Plans", "Records", "Networks", "Gradients", "Tensors", "Information", "LinearAlgebra",
        "Statistics", "Specifications", "Randomness",
      ]),
    module("Bundles", ["CArchive", "CSystem", "Digests", "PlainText"]),
    module(
      "Datasets",
      [
        "Bundles", "Digests", "LinearAlgebra", "PlainText", "Specifications", "Statistics",
        "Tensors", "Randomness",
      ]),
    module(
      "Experiments",
      [
        "CSystem", "Datasets", "Distillation", "Digests", "PlainText", "Plans", "Records",
        "Specifications", "Networks", "Tensors", "Statistics", "Information", "Randomness",
      ]),
    module("Ledger", [grdb, "CSystem", "Digests", "Records"]),
    module("Reports", ["Ledger", "PlainText", "Records", "Statistics"]),
    module(
      "Inbox",
      [
        "Bundles", "Ledger", "Records", "Experiments", "Specifications", "CSystem", "Digests",
        "PlainText",
        logging,
      ]),
    .executableTarget(
      name: "retort",
      dependencies: [
        "Inbox", "Reports", "Ledger", "Records", "Experiments", "Distillation", "Datasets",
        "Bundles",
        "Specifications", "Information", "LinearAlgebra", "Statistics", "Networks", "Tensors",
        "CSystem", "Digests",
        "PlainText", "Randomness", arguments, logging,
      ],
      swiftSettings: strict),

    // The engine against the clock; see docs/performance.md. Part of no product and no test.
    .executableTarget(
      name: "retort-bench",
      dependencies: [
        "Networks", "Gradients", "Tensors", "CKernels", "COpenBLAS", "LinearAlgebra", "Randomness",
        "Datasets", "Information",
        "Statistics", "Experiments", "Ledger", "Records", "Digests", arguments,
      ],
      path: "Benchmarks/retort-bench", swiftSettings: strict),

    // Test support, in no product: counts calls of malloc.
    .target(name: "AllocationCounter", path: "Tests/AllocationCounter"),
    // Test support, in no product: the clones of every kernel, one beside the other.
    .target(name: "KernelClones", dependencies: ["CKernels"], path: "Tests/KernelClones"),
    // Test support: a disk that is full, or a power cut, at a chosen writing call.
    .target(name: "DiskFull", path: "Tests/DiskFull"),
    // What parses bytes from outside, for the fuzzer (Tests/Fuzz) and for the tests.
    .target(
      name: "FuzzTargets",
      dependencies: [
        "Experiments", "Datasets", "Bundles", "Specifications", "Networks", "Tensors", "CSystem",
        "Digests", "PlainText",
      ],
      path: "Tests/FuzzTargets", swiftSettings: strict),
    tests("FuzzTargets"),
    // Test support, in no product: archives as no decent tool writes them.
    .target(
      name: "ArchiveMaking", dependencies: ["Bundles", "CArchive"], path: "Tests/ArchiveMaking",
      swiftSettings: strict),
    tests("Digests"),
    tests("PlainText"),
    tests("Records"),
    tests("Randomness"),
    tests("Tensors", ["CKernels", "KernelClones", "Randomness"]),
    tests("Gradients", ["Tensors", "Randomness"]),
    tests("Networks", ["Gradients", "Tensors", "Randomness", "AllocationCounter"]),
    tests("Statistics", ["Randomness"]),
    tests("LinearAlgebra", ["Randomness"]),
    tests("Information", ["LinearAlgebra", "Statistics", "Randomness"]),
    // Networks are described in Distillation; what a person reads of them is tested here.
    tests("Specifications", ["Distillation"]),
    tests("Plans", ["Records", "Specifications", "Tensors"]),
    tests(
      "Distillation",
      [
        "Plans", "Records", "Networks", "Gradients", "Tensors", "Information", "LinearAlgebra",
        "Statistics", "Specifications", "Randomness",
      ]),
    tests("Bundles", ["ArchiveMaking", "CArchive", "CSystem", "Digests"]),
    tests("Datasets", ["Bundles", "Digests", "Specifications", "Tensors", "Randomness"]),
    tests(
      "Experiments",
      [
        "Datasets", "Digests", "Distillation", "Plans", "Records", "Specifications", "Networks",
        "Tensors", "Statistics", "Randomness", "Bundles",
      ]),
    tests("Ledger", [grdb, "CSystem", "Digests", "Records"]),
    tests("Reports", ["Distillation", "Ledger", "Records", "Statistics"]),
    tests(
      "Inbox",
      [
        "Bundles", "Ledger", "Records", "Experiments", "Specifications", "CSystem", "Digests",
        "Reports", grdb, logging,
      ]),
    .testTarget(
      name: "retortTests",
      dependencies: [
        "ArchiveMaking", "retort", "Inbox", "Ledger", "Bundles", "Specifications", "Digests",
        grdb, logging,
      ],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

// libFuzzer brings its own main and its own run-time library: no part of any other build.
if Context.environment["RETORT_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "retort-fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Driver",
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
}

// The engine and its tests alone, for scripts/sanitize: nothing else is fetched, built or run.
if Context.environment["RETORT_ENGINE"] != nil {
  let modules = ["Randomness", "Tensors", "Gradients", "Networks"]
  let kept = Set(
    modules + modules.map { "\($0)Tests" } + ["CKernels", "AllocationCounter", "KernelClones"])
  package.targets.removeAll { !kept.contains($0.name) }
  package.products = []
  package.dependencies = []
}
