import Experiments

/// What an intake child is told as its one argument; the archive itself is its standard input.
public struct IntakeOrder: Sendable, Hashable, Codable {
  /// Folder of the object store; members are written there by digest.
  public var objectsDirectory: String
  /// Bytes all members may have, unpacked.
  public var unpackedBytes: Int
  /// Files and folders the archive may hold.
  public var members: Int
  /// The input is no archive but a frame with the `BundleRecord` of one whose members are in the store.
  public var isStored = false
  /// What `data: {from: …}` means, once the ledger was asked.
  public var borrowed: BorrowedData? = nil

  public init(objectsDirectory: String, unpackedBytes: Int, members: Int) {
    self.objectsDirectory = objectsDirectory
    self.unpackedBytes = unpackedBytes
    self.members = members
  }
}
