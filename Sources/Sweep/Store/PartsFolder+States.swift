internal import Foundation

extension PartsFolder {
  /// The newest whole state of every block of this shard that is not done yet.
  ///
  /// Damaged ones, and those of another plan or block, are renamed and counted among the damaged
  /// files; states of done blocks, and what was half written when a process died, are removed.
  ///
  /// - Throws: `StorageError`.
  /// - Precondition: the folder was opened for a shard.
  func takeStates() throws -> [Int: [Double]] {
    var states: [Int: [Double]] = [:]
    for file in try stateFiles().sorted(by: { $0.sequence > $1.sequence }) {
      if states[file.block] != nil || doneBlocks.contains(file.block) {
        try folder.remove(file.name)
        continue
      }
      do {
        states[file.block] = try file.read(in: folder, planDigest: planDigest)
      } catch let error as StoreError {
        setAside(folder.file(file.name), because: error, true)
      }
    }
    return states
  }

  /// Stores the state of an unfinished block in place of an earlier one.
  ///
  /// - Throws: `StorageError`; the earlier one is there then.
  func store(_ state: [Double], share: Double, ofBlock block: Int) throws {
    let names = try folder.names()
    let earlier = names.compactMap(StateFile.init(named:)).filter { $0.block == block }
    let sequence = PartsFolder.sequence(after: names, prefix: StateFile.prefix(ofBlock: block))
    let file = StateFile(block: block, sequence: sequence)
    try storeDurably(
      file.bytes(of: state, share: share, planDigest: planDigest), at: folder.file(file.name))
    for old in earlier { try folder.remove(old.name) }
  }

  /// Removes the states of blocks that are done.
  func removeStates(ofBlocks blocks: [Int]) throws {
    let blocks = Set(blocks)
    for file in try stateFiles() where blocks.contains(file.block) { try folder.remove(file.name) }
  }

  /// Which part is done of each block that is stored or has a state.
  ///
  /// - Throws: `StorageError`.
  public func doneShares() throws -> [Int: Double] {
    doneBlocks.reduce(into: try unfinishedShares()) { $0[$1] = 1 }
  }

  /// How much is done of each block that is not done but has a state.
  ///
  /// Only a look: a state that goes meanwhile is passed over.
  func unfinishedShares() throws -> [Int: Double] {
    var shares: [Int: Double] = [:]
    for name in try folder.names() {
      guard let file = StateFile(named: name), !doneBlocks.contains(file.block),
        let share = try? file.share(in: folder)
      else { continue }
      shares[file.block] = max(share, shares[file.block] ?? 0)
    }
    return shares
  }

  /// The state files of this shard's blocks.
  private func stateFiles() throws -> [StateFile] {
    guard let shard else { return [] }
    return try folder.names().compactMap(StateFile.init(named:)).filter {
      shard.holds(block: $0.block)
    }
  }
}
