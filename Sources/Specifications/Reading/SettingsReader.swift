/// Reads a job once for every setting of its sweep.
///
/// Each setting is read as if the file had been written with its values, into a log of its own: a
/// combination that cannot be run is found by the same code as in a file of one configuration.
struct SettingsReader {
  let log: ProblemLog
  /// What `data: {from: …}` means here.
  var known: DataSpecification? = nil

  /// Cells with problems after which no further one is looked at.
  private static let enough = 100
  /// Nodes read over all cells; a file of the usual size has fewer than a hundred.
  private static let maximumNodes = 5_000_000

  /// `nil` only where problems were reported.
  func job(
    _ file: YAMLNode
  ) -> (specification: JobSpecification, settings: [SweptSetting])? {
    let presets = PresetReader(
      log: log, knownModalities: known?.modalities.map(\.name) ?? [])
    let root = presets.filled(MethodAxisReader.unfolded(file, log: log))
    let lists = SweepLists(root, log: log)
    let settings = SettingAxes(lists, root: root, log: log)
    guard !settings.readings.isEmpty else {
      let reader = JobReader(
        log: log, lists: lists, settings: [], known: known)
      guard var specification = reader.specification(root) else { return nil }
      specification.sweep = SweepAxis.renumbered(specification.sweep)
      return (specification, [SweptSetting(values: [], specification: specification)])
    }
    let expanded = expanded(settings, lists, root)
    settings.reportUnsweptValues()
    guard let expanded, var specification = expanded.first?.specification else { return nil }
    specification.methods = methods(of: settings, expanded)
    let areCompared = !specification.methods.isEmpty
    // Methods differ in their options; all else that is swept is one list for all settings.
    specification.sweep = SweepAxis.renumbered(
      settings.axes + specification.sweep.filter { !areCompared || !$0.isOption })
    let others = SweepAxis.renumbered(Array(specification.sweep.dropFirst(settings.axes.count)))
    return (
      specification,
      expanded.map { setting in
        var setting = setting
        setting.specification.sweep =
          areCompared ? SweepAxis.renumbered(setting.specification.sweep) : others
        return setting
      }
    )
  }

  /// What each value of the key `method` is; empty where it is not swept.
  private func methods(of axes: SettingAxes, _ settings: [SweptSetting]) -> [ComparedMethod] {
    guard let place = axes.axes.firstIndex(where: { $0.key == JobKeys.method.path }) else {
      return []
    }
    var methods: [String: ComparedMethod] = [:]
    for setting in settings where methods[setting.values[place].text] == nil {
      methods[setting.values[place].text] = ComparedMethod(
        method: setting.specification.method,
        sweep: SweepAxis.renumbered(setting.specification.sweep.filter(\.isOption)))
    }
    return axes.axes[place].values.compactMap { methods[$0.text] }
  }

  private func expanded(
    _ axes: SettingAxes, _ lists: SweepLists, _ root: YAMLNode
  ) -> [SweptSetting]? {
    let count = SweepAxis.cellCount(of: axes.axes) ?? .max
    let nodes = root.count - (root.node(at: ["sweep"])?.count ?? 0)
    guard count <= SweepReader.maximumCells else {
      SweepReader.reportSize(axes.axes, at: lists.place, log)
      return nil
    }
    guard count * nodes <= Self.maximumNodes else {
      log.add(
        at: lists.place, "sweep too large for this file",
        found: "\(NumberText.grouped(count)) settings of \(NumberText.grouped(nodes)) values each",
        expected: "fewer", remedy: "sweep fewer values, or split the job")
      return nil
    }
    var problems = CellProblems()
    var result: [SweptSetting] = []
    var refused = 0
    for cell in SweepAxis.cells(of: axes.axes) {
      let cellLog = log.empty
      let values = axes.values(of: cell)
      let reader = JobReader(
        log: cellLog, lists: lists, settings: axes.axes, compared: axes.compared, known: known)
      let specification = reader.specification(axes.root(of: cell, log: cellLog))
      problems.add(cellLog.problems, of: SweptSetting.label(of: values))
      if cellLog.hasErrors { refused += 1 }
      guard refused < Self.enough else { break }
      guard !cellLog.hasErrors, var specification else { continue }
      // Modalities cannot be swept: ten thousand settings share one list of them.
      if let first = result.first {
        specification.data.modalities = first.specification.data.modalities
      }
      result.append(SweptSetting(values: values, specification: specification))
    }
    problems.report(to: log)
    return result.isEmpty ? nil : result
  }
}
