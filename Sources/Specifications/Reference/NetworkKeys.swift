/// `teacher.network:` and `student.network:`, made of what the kinds of network say of themselves.
struct NetworkKeys {
  /// `teacher` or `student`.
  let role: String
  let networks: NetworkRegistry

  var path: String { "\(role).network" }

  var network: KeyDescriptor {
    let examples = networks.descriptors.map { "`\($0.example)`" }
    return KeyDescriptor(
      path, .shape(networks.inWords), .required, "\(NetworkRegistry.alternatives(examples)).")
  }

  /// In the order a person writes them; an option that networks share stands with the first of them.
  var all: [KeyDescriptor] {
    var seen: Set<String> = []
    return ([network] + networks.descriptors.flatMap { $0.keys(at: path) })
      .filter { seen.insert($0.path).inserted }
  }

  /// Mappings of options behind a network's name: `student.network.transformer`.
  var mappings: [String] { networks.mappings.map { "\(path).\($0)" } }
}
