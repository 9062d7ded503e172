extension PlanEstimate {
  /// Why a root of these settings refuses a job that asks for so much; `nil` where it would be taken.
  func excess(of settings: WorkSettings) -> String? {
    guard memoryBytes > settings.memoryBytes else { return nil }
    return """
      the job needs about \(Amount.bytes(memoryBytes)) of memory
        expected: at most \(Amount.bytes(settings.memoryBytes)), the limit of this root
        remedy: use fewer columns or smaller networks, or raise memory_gib in retort.yaml
      """
  }
}
