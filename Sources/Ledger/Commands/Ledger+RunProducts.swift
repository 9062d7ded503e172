internal import GRDB
public import Records

/// What runs leave besides their one file of products.
extension Ledger {
  /// The named products of a run, by name; none where it left its one file alone.
  public func namedProducts(ofRun run: String) throws(LedgerError) -> [RunProductRecord] {
    try read { try $0.namedProducts(ofRun: run) }
  }
}

extension Database {
  func insert(_ products: [RunProductRecord], ofRun run: String) throws {
    for product in products {
      try insert(
        into: "run_products", ["run": run, "name": product.name, "object": product.object])
    }
  }

  func namedProducts(ofRun run: String) throws -> [RunProductRecord] {
    try Row.fetchAll(
      cachedStatement(sql: "SELECT * FROM run_products WHERE run = ? ORDER BY name"),
      arguments: [run]
    ).map { RunProductRecord(name: $0["name"], object: $0["object"]) }
  }
}
