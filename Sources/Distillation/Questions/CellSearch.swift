import Plans
import Records
import Specifications

/// How one arm is tuned: a student a cell of the method at the tuned student's regularisation, the best of them on
/// validation rows, and that one again at other weight decays.
public struct CellSearch: Sendable {
  /// A cell of the method's sweep.
  public struct VariantNode: Sendable {
    public let variant: Variant
    public let node: Plan.ID
  }

  /// In the order of the sweep.
  public let variants: [VariantNode]
  /// The best cell at the student's own regularisation.
  public let bestCell: Plan.ID
  public private(set) var search: DistilledSearch?
  /// What the search chooses among: the best cell as it is, then the decays of the search.
  public private(set) var searched: [Plan.ID]
  /// The best cell at the decay it was searched to.
  public private(set) var chosen: Plan.ID

  /// - Parameter node: of a cell.
  init(
    _ variants: [Variant], into plan: inout PlanBuilder,
    node: (Variant, inout PlanBuilder) -> Plan.ID
  ) {
    let nodes = variants.map { VariantNode(variant: $0, node: node($0, &plan)) }
    self.variants = nodes
    bestCell = plan.choose(
      among: Variant.inTieOrder(variants).compactMap { variant in
        nodes.first { $0.variant == variant }?.node
      }, by: .best)
    (searched, chosen) = ([bestCell], bestCell)
  }

  /// - Parameters:
  ///   - student: the tuned one, at whose decay the cells are.
  ///   - place: of the best cell at another decay.
  mutating func addSearch(
    _ range: DecayRange, from student: Plan.ID, into plan: inout PlanBuilder,
    place: (_ decay: Double) -> Place
  ) {
    let search = DistilledSearch(range)
    searched =
      [bestCell]
      + search.decays.map { decay in
        plan.derive(from: [bestCell], at: place(decay), isOptional: true) { origins in
          origins[0].changing(Fit.self) { $0.recipe.weightDecay = decay }
        }
      }
    chosen = plan.choose(among: searched, by: .search(search, from: student))
    self.search = search
  }

  /// The node of a cell; `nil` for one that is none of the sweep.
  public func node(of variant: Variant) -> Plan.ID? {
    variants.first { $0.variant == variant }?.node
  }

  /// The variant at a node of a cell.
  public func variant(at node: Plan.ID) -> Variant? {
    variants.first { $0.node == node }?.variant
  }
}

extension Cell {
  /// Of the best cell at another weight decay.
  static func searched(_ decay: Double) -> Cell {
    Cell([Cell.Entry("weight_decay", .number(decay))], part: "selected")
  }

  /// The same in words.
  static func searchedWords(_ decay: Double) -> String {
    "selected, weight_decay=\(ScalarValue.number(decay).text)"
  }
}
