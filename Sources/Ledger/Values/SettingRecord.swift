/// A value of a specification that differs from its default: `training.epochs`, `60`.
public struct SettingRecord: Sendable, Hashable, Codable {
  public var name: String
  public var value: String

  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
