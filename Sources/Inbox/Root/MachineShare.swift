/// How much of something of the machine this process may use, and what keeps it from having more.
public struct MachineShare: Sendable, Hashable {
  public var amount: Int
  /// The control group's file that sets the amount; `nil` where the machine itself does.
  public var limitedBy: String?

  /// Bytes of memory.
  static func memory(machine: Int, _ groups: ControlGroups) -> MachineShare {
    guard let limit = groups.memory, limit.value < machine else {
      return MachineShare(amount: machine)
    }
    return MachineShare(amount: limit.value, limitedBy: limit.path)
  }

  /// Processors, a part of one counted as one: with fewer workers than that time would go unused.
  static func processors(machine: Int, _ groups: ControlGroups) -> MachineShare {
    guard let limit = groups.processors, limit.value.rounded(.up) < Double(machine) else {
      return MachineShare(amount: machine)
    }
    return MachineShare(amount: max(1, Int(limit.value.rounded(.up))), limitedBy: limit.path)
  }
}
