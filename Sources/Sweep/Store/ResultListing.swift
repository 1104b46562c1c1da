/// What lies in a file that holds a result, as far as names and checksums tell.
struct ResultListing {
  /// The groups of fields, in the order of their creation.
  private(set) var groups: [String] = []
  /// The datasets at the root and then those in each group.
  private(set) var datasets: [String] = []
  /// The texts under `/provenance`.
  private(set) var texts: [String] = []
  /// What the checksums do not name: other programs have added it.
  private(set) var strangers: [String] = []

  /// Lists a file; without checksums all that can be of a result is taken for that.
  init(of file: HDF5File, _ checksums: Checksums?) throws {
    var members: [String: HDF5File.Member] = [:]
    for (name, member) in try file.members(of: "/") where name != "provenance" {
      members[name] = member
      switch member {
      case .dataset where checksums?.names(name) ?? true: datasets.append(name)
      case .group where try checksums?.names(in: name) ?? Self.isOfFields(name, in: file):
        groups.append(name)
      default: strangers.append(name)
      }
    }
    for group in groups {
      for (name, member) in try file.members(of: group) {
        let path = "\(group)/\(name)"
        let isOwn = member == .dataset && checksums?.names(path) ?? true
        if isOwn { datasets.append(path) } else { strangers.append(path) }
      }
    }
    guard try file.contains("provenance") else { return }
    for (name, member) in try file.members(of: "provenance") {
      let isOwn = name == Checksums.name || checksums?.texts.keys.contains(name) ?? true
      if member == .dataset, isOwn {
        texts.append(name)
      } else {
        strangers.append("/provenance/\(name)")
      }
    }
  }

  private static func isOfFields(_ group: String, in file: HDF5File) throws(HDF5Error) -> Bool {
    try HDF5Group(opening: group, in: file).hasAttribute(HDF5Group.axisAttribute)
  }
}

extension Checksums {
  /// Whether a dataset is one of the result.
  fileprivate func names(_ dataset: String) -> Bool { datasets.keys.contains(dataset) }

  /// Whether a group is one of the result.
  fileprivate func names(in group: String) -> Bool {
    datasets.keys.contains { $0.hasPrefix("\(group)/") }
  }
}
