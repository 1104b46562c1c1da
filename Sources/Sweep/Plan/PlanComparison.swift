/// In which values two plans differ, in words.
public enum PlanComparison {
  /// Values of one axis are listed up to this many; then they are counted.
  private static let listedValues = 5

  /// What differs between two plan texts, line by line, such as
  /// "axis d: 2.0 → 2.5"; nothing if they are the same plan.
  public static func differences(from old: String, to new: String) -> [String] {
    guard old != new else { return [] }
    guard let oldPlan = PlanParts(old), let newPlan = PlanParts(new) else {
      return ["the plan cannot be read"]
    }
    var differences: [String] = []
    if oldPlan.format != newPlan.format {
      differences.append("format: \(oldPlan.format) → \(newPlan.format)")
    }
    if oldPlan.numerics != newPlan.numerics {
      differences.append(
        "version of the numbers: \(oldPlan.numerics) → \(newPlan.numerics), other digits")
    }
    if oldPlan.experiment != newPlan.experiment {
      differences.append("experiment: \(oldPlan.experiment) → \(newPlan.experiment)")
    }
    differences += axes(from: oldPlan, to: newPlan)
    differences += fixed(from: oldPlan.fixed, to: newPlan.fixed)
    differences += outputs(from: oldPlan.outputs, to: newPlan.outputs)
    return differences.isEmpty ? ["the plans are written differently"] : differences
  }

  private static func axes(from old: PlanParts, to new: PlanParts) -> [String] {
    var differences: [String] = []
    for axis in old.axes {
      guard let other = new.axes.first(where: { $0.name == axis.name }) else {
        differences.append("axis \(axis.name): removed")
        continue
      }
      differences += columns(of: axis, to: other)
    }
    let oldNames = old.axes.map(\.name)
    let newNames = new.axes.map(\.name)
    differences += newNames.filter { !oldNames.contains($0) }.map { "axis \($0): added" }
    if oldNames != newNames, Set(oldNames) == Set(newNames) {
      differences.append(
        "order of axes: \(oldNames.joined(separator: ", ")) → \(newNames.joined(separator: ", "))")
    }
    return differences
  }

  private static func columns(of old: PlanParts.Axis, to new: PlanParts.Axis) -> [String] {
    let label = "axis \(old.name)"
    var differences: [String] = []
    let oldCount = old.columns.first?.values.count ?? 0
    let newCount = new.columns.first?.values.count ?? 0
    if oldCount != newCount {
      differences.append("\(label): \(oldCount) values → \(newCount) values")
    }
    for column in old.columns {
      let columnLabel = old.columns.count > 1 ? "\(label), \(column.input)" : label
      guard let other = new.columns.first(where: { $0.input == column.input }) else {
        differences.append("\(label): \(column.input) removed")
        continue
      }
      guard oldCount == newCount else { continue }
      let changed = zip(column.values, other.values).filter { $0 != $1 }
      differences += changed.prefix(listedValues).map { "\(columnLabel): \($0) → \($1)" }
      if changed.count > listedValues {
        differences.append("\(columnLabel): \(changed.count - listedValues) more values differ")
      }
    }
    let oldInputs = old.columns.map(\.input)
    differences += new.columns.map(\.input).filter { !oldInputs.contains($0) }
      .map { "\(label): \($0) added" }
    return differences
  }

  /// In which inputs that do not vary they differ.
  static func fixed(from old: [String: String], to new: [String: String]) -> [String] {
    Set(old.keys).union(new.keys).sorted().compactMap { name in
      switch (old[name], new[name]) {
      case (let value?, let other?):
        value == other ? nil : "fixed \(name): \(value) → \(other)"
      case (let value?, nil): "fixed \(name): \(value) removed"
      case (nil, let value?): "fixed \(name): \(value) added"
      case (nil, nil): nil
      }
    }
  }

  private static func outputs(from old: [String], to new: [String]) -> [String] {
    let changes =
      new.filter { !old.contains($0) }.map { "outputs: \($0) added" }
      + old.filter { !new.contains($0) }.map { "outputs: \($0) removed" }
    guard changes.isEmpty, old != new else { return changes }
    return ["order of outputs: \(old.joined(separator: ", ")) → \(new.joined(separator: ", "))"]
  }
}
