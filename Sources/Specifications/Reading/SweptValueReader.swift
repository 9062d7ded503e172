/// Reads one value of a swept key that makes settings, by the reader of the key itself.
struct SweptValueReader {
  let log: ProblemLog

  /// The value as its axis keeps it, or `nil` where it is wrong and reported.
  ///
  /// - Parameter path: What problems call the key: as it stands in `sweep` or in its own place.
  func value(of node: YAMLNode, for key: KeyDescriptor, path: String) -> ScalarValue? {
    switch key.path {
    case "teacher.network", "student.network":
      let role = String(key.path.prefix { $0 != "." })
      return whole { log in
        let section = holding(node, "network", in: role)
        return .text(LearnerReader(role: role, log: log).network(section).inWords)
      }
    case "teacher.network.mlp", "student.network.mlp":
      let role = String(key.path.prefix { $0 != "." })
      return whole { log in
        let widths = LearnerReader(role: role, log: log).widths(node, path: key.path)
        return .text(QuotedText.list(widths.map(String.init), by: " "))
      }
    case TrainingKeys.optimizer.path:
      return whole { log in
        TrainingReader(log: log).optimizer(holding(node, "optimizer", in: "training"))
          .map { .text($0.inWords) }
      }
    case TrainingKeys.stop.path:
      return whole { log in
        let section = holding(node, "stop", in: "training")
        let patience = TrainingReader(log: log).patience(node, section)
        return .text(patience.map { "patience \($0)" } ?? "none")
      }
    case DataKeys.validation.descriptor.path where node.plainText == "none":
      return .text("none")
    default:
      return Section.scalar(node, key.kind, path: path, log: log)
    }
  }

  /// What a reader of a whole value makes, unless it found a problem.
  private func whole(_ read: (ProblemLog) -> ScalarValue?) -> ScalarValue? {
    let before = log.count
    let value = read(log)
    return log.count == before ? value : nil
  }

  /// A mapping with one key, as the key's reader expects it.
  private func holding(_ node: YAMLNode, _ name: String, in section: String) -> Section {
    let key = YAMLNode(
      position: node.position, extent: node.extent, content: .scalar(name, isPlain: true))
    return Section([YAMLNode.Entry(key: key, value: node)], path: section, log: log)
  }
}

// Values of an axis in words: each says all of itself, without the commas that part axes.

extension NetworkSpecification {
  /// `linear` or `mlp 128 64 dropout 0.1`.
  var inWords: String {
    guard !isLinear else { return "linear" }
    let words = ["mlp"] + hidden.map(String.init)
    return QuotedText.list(
      words + (dropout > 0 ? ["dropout", NumberText.short(dropout)] : []), by: " ")
  }
}

extension OptimizerSpecification {
  /// The name and the options that are not defaults: `sgd rate 0.5`.
  var inWords: String {
    guard case .object(let members) = canonical, let name = members.keys.first,
      case .object(let options)? = members[name]
    else { return "" }
    let said = TrainingKeys.all.filter { key in
      guard key.section == "training.optimizer.\(name)", case .defaultValue(let text) = key.presence
      else { return false }
      return options[key.name]?.inWords != text
    }
    let words = said.flatMap { [$0.name, options[$0.name]?.inWords ?? ""] }
    return QuotedText.list([name] + words, by: " ")
  }
}
