import Datasets
import Distillation
import Plans
import Records
import Specifications
import Tensors

/// One setting of a job, checked and ready to run: its specification, its data and its nodes of the plan, and
/// nothing that changes.
public struct Experiment: Sendable {
  /// The setting in words, `training.epochs=30`; empty where none is swept.
  public let setting: String
  /// The same value by value.
  let cell: Cell
  /// The setting whatever the draw of the split, where several draws are tested together.
  let repeats: String?
  public let specification: JobSpecification
  public let dataset: Dataset
  /// With the labels of test rows, which only scores look at.
  public let task: LearningTask
  /// What stages may see.
  let study: Study
  let size: PlanSize
  public let nodes: SettingPlan

  var seeds: Int { specification.seeds }
  var sweep: Sweep { nodes.sweep }
  var recipes: Recipes { nodes.recipes }
  /// Whether validation rows choose between configurations.
  var selects: Bool { recipes.selects }

  /// Plans the setting.
  init(
    _ drawn: DrawnSetting, _ sweep: Sweep, size: PlanSize, data: PreparedData,
    into plan: inout PlanBuilder
  ) {
    setting = drawn.setting.label
    cell = Cell(drawn.setting)
    repeats = drawn.repeats
    dataset = data.dataset
    task = data.task
    study = data.study
    self.size = size
    var specification = drawn.setting.specification
    specification.training = specification.training.resolved(trainRows: task.pool.count)
    self.specification = specification
    plan.begin(
      Plan.Setting(
        study: data.study, evaluation: [RowSet(.test, rows: dataset.split.test)]))
    nodes = SettingPlan(
      sweep,
      Recipes(
        specification, labelled: task.train.count, unlabelled: task.unlabelled.count),
      imitates: size.imitates, distils: size.distils, into: &plan)
  }

  /// Columns a modality has as measurements.
  func columns(of modality: String) -> Int {
    dataset.modality(modality)?.features.columns ?? 0
  }
}
