/// Where the inputs of a sweep file stand, for what is found out after all are read.
struct InputPlaces {
  /// What stands under `axes:`.
  let axes: SourceNode?
  /// Where that key stands.
  let axesPlace: Place
  /// What stands under `fixed:`.
  let fixed: SourceNode?

  /// Whose value it is, as messages say it, and where it stands: at a position of its axis, if it
  /// varies.
  func find(_ input: String, at position: Int) -> (subject: String, place: Place) {
    for entry in axes?.entries ?? [] {
      if let zip = entry.value.entries.first(where: { $0.key == "zip" }) {
        if let column = zip.value.entries.first(where: { $0.key == input }) {
          return (
            "axis \(quoted(entry.key)), column \(quoted(input))",
            column.value.place(ofItem: position)
          )
        }
      } else if entry.key == input {
        return ("axis \(quoted(input))", entry.value.place(ofItem: position))
      }
    }
    if let entry = fixed?.entries.first(where: { $0.key == input }) {
      return ("fixed \(quoted(input))", entry.value.place)
    }
    return ("\(quoted(input)), which is not given", axesPlace)
  }

  /// Where the name of an axis stands.
  func place(ofAxis name: String) -> Place {
    axes?.entries.first { $0.key == name }?.keyPlace ?? axesPlace
  }
}

extension SourceNode {
  /// The entries of a map; none if this is no map.
  fileprivate var entries: [Entry] {
    guard case .map(let entries) = content else { return [] }
    return entries
  }

  /// Where an item stands, if the items are written out; else where all of them stand.
  func place(ofItem position: Int) -> Place {
    switch content {
    case .list(let items) where items.indices.contains(position): return items[position].place
    case .map(let entries) where entries.count == 1:
      return entries.first { $0.key == "values" }?.value.place(ofItem: position) ?? place
    default: return place
    }
  }
}
