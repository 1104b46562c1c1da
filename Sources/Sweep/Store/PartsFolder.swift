internal import Foundation

/// The folder `OUT.parts` in which a run keeps what it has finished.
///
/// Not `Sendable`: one thread opens it, commits to it and lets go of it. Only
/// that thread blocks on the disk.
public final class PartsFolder {
  /// Where the folder is.
  public let path: String
  /// The shape of the result that the parts belong to.
  public let layout: ResultLayout
  /// How its points are cut into blocks.
  public let grid: BlockGrid
  /// The SHA-256 of the plan's text, by which segments are recognised.
  public let planDigest: String
  /// The shard that commits go to; none where the folder is only read.
  public let shard: Shard?
  /// The blocks that whole segments of any shard hold.
  public private(set) var doneBlocks: Set<Int> = []
  /// The files found damaged and moved aside, whose blocks are to be done again.
  public private(set) var damaged: [StoreError] = []

  /// The segments of this plan, in the order of their names.
  private(set) var segments: [Segment] = []
  /// Whole segments that belong to other plans, which keep parts from being
  /// merged.
  public private(set) var foreign: [StoreError] = []
  private var lock: FileLock?
  private var nextSequence = 0

  var folder: Folder { Folder(path: path) }

  /// Whether a second writer of the shard would be kept out, as far as the file system can.
  private(set) var keepsOthersOut = true

  /// The name of the lock that this object holds.
  var lockName: String? { lock == nil ? nil : shard.map(PartsFolder.lockName) }

  /// Into how many shards the folder is divided; none if no shard was run.
  public static func shardCount(at path: String) throws -> Int? {
    try ShardCount.stored(in: Folder(path: path))
  }

  /// Opens the folder for one shard's results, creating it if need be.
  ///
  /// Without a shard it takes no lock and creates nothing: enough to see what
  /// is done and to merge.
  ///
  /// - Throws: `StoreError.locked` at once where another process holds the
  ///   shard, `.otherPlan` and `.notParts` where the folder is not this plan's;
  ///   `StorageError` and `HDF5Error`.
  /// - Precondition: `grid` cuts the point dimensions of `layout`.
  public init(
    at path: String, plan: String, source: String, layout: ResultLayout, grid: BlockGrid,
    shard: Shard?
  ) throws {
    precondition(
      grid.sizes == layout.pointDimensions.map(\.size), "the grid is not the layout's")
    self.path = path
    self.layout = layout
    self.grid = grid
    self.planDigest = SHA256.hexadecimal(of: plan)
    self.shard = shard
    if let shard {
      try folder.create()
      try PartsFolder.requireUsable(at: path, plan: plan, shardCount: shard.count)
      try claim(PartsManifest(plan: plan, source: source))
    }
    let stored = try PartsFolder.storedPlan(at: path)
    guard stored == plan else { throw StoreError.otherPlan(path: path, stored: stored) }
    if let shard {
      try refuseOtherDivision(than: shard)
      let lock = try FileLock(folder.file(PartsFolder.lockName(of: shard)))
      // Who is refused must not divide the folder for those who are not.
      if shard.count > 1 { try ShardCount.claim(shard.count, in: folder) }
      keepsOthersOut = lock.isKept
      self.lock = consume lock
      try removeLeftovers(of: shard)
    }
    try rescan()
  }

  /// Whether a folder of parts is there with its plan.
  public static func hasPlan(at path: String) -> Bool {
    Folder.holds(Folder(path: path).file(PartsManifest.name))
  }

  /// The text of the plan that a folder of parts belongs to.
  ///
  /// - Throws: `StoreError.notParts`, `StorageError`.
  public static func storedPlan(at path: String) throws -> String {
    try PartsManifest(at: path).plan
  }

  /// The source that the first run of a folder of parts was given.
  ///
  /// - Throws: `StoreError.notParts`, `StorageError`.
  public static func storedSource(at path: String) throws -> String {
    try PartsManifest(at: path).source
  }

  /// Makes sure that what lies at a path, if anything, can take the results of a plan's shards.
  ///
  /// Only a look: it creates nothing, and whether a shard is locked is another matter.
  ///
  /// - Throws: `StoreError.otherPlan`, `.notParts`, `.otherShardCount`, `.damaged`; `StorageError`.
  static func requireUsable(at path: String, plan: String, shardCount: Int) throws {
    guard Folder.holds(path) else { return }
    let folder = Folder(path: path)
    try folder.requireToBeFolder()
    guard hasPlan(at: path) else {
      // A folder of another program's must not fill with our files.
      guard try folder.names().allSatisfy(isOurs) else { throw StoreError.notParts(path: path) }
      return
    }
    let stored = try storedPlan(at: path)
    guard stored == plan else { throw StoreError.otherPlan(path: path, stored: stored) }
    if shardCount > 1 { try ShardCount.require(shardCount, in: folder) }
  }

  /// Creates the manifest unless it is there.
  private func claim(_ manifest: PartsManifest) throws {
    let name = folder.file(PartsManifest.name)
    guard !Folder.holds(name) else { return }
    // All shards of a job array come here at once: the first to finish wins.
    let bytes = try manifest.bytes
    do throws(StorageError) {
      try storeDurably(bytes, at: name)
    } catch {
      guard error.code == EEXIST else { throw error }
    }
  }

  /// Refuses to work as one whole beside shards at work, and as a shard beside a whole.
  ///
  /// Nothing would be lost, but both would compute the same points.
  private func refuseOtherDivision(than shard: Shard) throws {
    for name in try folder.names()
    where PartsFolder.isLockOfShard(name) && !name.hasSuffix("-of-\(shard.count).lock") {
      do {
        _ = try FileLock(folder.file(name))
      } catch let error as StoreError {
        // Of another division it will be when those who work now have ended, too.
        if shard.count > 1, let known = try ShardCount.stored(in: folder), known != shard.count {
          throw StoreError.otherShardCount(path: path, stored: known, asked: shard.count)
        }
        throw error
      }
    }
  }

  /// Removes what an earlier process of this shard was writing when it died.
  private func removeLeftovers(of shard: Shard) throws {
    try folder.removeLeftovers { name in
      let isOwnState = StateFile(named: name).map { shard.holds(block: $0.block) } ?? false
      return isOwnState || name.hasPrefix("segment-\(shard.label)-")
        || name == PartsManifest.name || name == ShardCount.name
    }
  }

  /// Looks at the folder afresh: other shards may have stored segments.
  ///
  /// A damaged segment gets the suffix `.damaged` and is counted out. Who only looks must not
  /// change anything; `isExclusive` says that the caller holds all locks.
  func rescan(isExclusive: Bool = false) throws {
    let mayRename = lock != nil || isExclusive
    segments = []
    foreign = []
    doneBlocks = []
    let names = try folder.names()
    for name in names where name.hasPrefix("segment-") && name.hasSuffix(".h5") {
      let path = folder.file(name)
      do {
        let segment = try Segment(checking: path)
        if let reason = reasonToRefuse(segment) {
          throw StoreError.foreignSegment(path: path, points: segment.points, reason: reason)
        }
        segments.append(segment)
        doneBlocks.formUnion(segment.blocks.map(\.number))
      } catch StoreError.foreignSegment(let path, let points, let reason) {
        foreign.append(.foreignSegment(path: path, points: points, reason: reason))
      } catch let error as StoreError {
        setAside(path, because: error, mayRename)
      } catch let error as StorageError where error.code == ENOENT && lock == nil {
        // Merged and removed since the folder was listed: who only looks passes on.
        continue
      } catch let error as HDF5Error where error.code == nil {
        // With an error number it is the disk that failed, not the segment.
        setAside(path, because: .damaged(path: path, reason: error.reason), mayRename)
      }
    }
    if let shard {
      nextSequence = PartsFolder.sequence(after: names, prefix: "segment-\(shard.label)-")
    }
  }

  private func reasonToRefuse(_ segment: Segment) -> String? {
    if segment.planDigest != planDigest { return "it belongs to another plan" }
    let isCutAlike = segment.blocks.allSatisfy {
      (0..<grid.count).contains($0.number) && $0.points == grid.points(of: $0.number)
    }
    return isCutAlike ? nil : "its points are cut into other blocks"
  }

  /// Counts a file among the damaged ones, and renames it where that is allowed.
  func setAside(_ path: String, because error: StoreError, _ mayRename: Bool) {
    if !damaged.contains(error) { damaged.append(error) }
    // Where renaming fails the file is found damaged again next time.
    if mayRename { rename(path, path + PartsFolder.damagedSuffix) }
  }

  /// Stores a batch of finished blocks: on return they are on the disk.
  ///
  /// After an error nothing of the batch is stored and it may be committed
  /// again, for instance when there is room on the disk.
  ///
  /// - Parameter blocks: blocks of this plan with their columns, in the order
  ///   of the layout's variables.
  /// - Throws: `StorageError`, `HDF5Error`, `StoreError.zeroInText`.
  /// - Precondition: the folder was opened for a shard and is not merged yet;
  ///   the blocks are the plan's and have all their values.
  public func commit(_ blocks: [(block: Int, columns: [Column])]) throws {
    guard let shard, lock != nil else {
      preconditionFailure("the parts were opened for reading, or let go of")
    }
    guard !blocks.isEmpty else { return }
    precondition(
      blocks.allSatisfy { (0..<grid.count).contains($0.block) }, "the plan has no such block")
    let digits = String(nextSequence)
    let ordinal = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    let name = folder.file("segment-\(shard.label)-\(ordinal).h5")
    let bytes = try SegmentImage.bytes(
      of: blocks, layout: layout, grid: grid, planDigest: planDigest, shard: shard,
      sequence: nextSequence, path: name)
    try storeDurably(bytes, at: name)
    nextSequence += 1
    doneBlocks.formUnion(blocks.map(\.block))
  }

  /// Makes sure that a folder is one of parts, or what is left of one.
  ///
  /// - Throws: `StoreError.notParts`, `StorageError`.
  static func requireToBeParts(at path: String) throws {
    do {
      _ = try storedPlan(at: path)
    } catch StoreError.notParts {
      // A plan that cannot be read must not keep what is left from being moved out of the way.
      guard try Folder(path: path).names().allSatisfy(isOurs) else {
        throw StoreError.notParts(path: path)
      }
    }
  }

  /// Makes sure that no process works on a folder of parts.
  ///
  /// - Throws: `StoreError.locked`, `StorageError`.
  static func requireIdle(at path: String) throws {
    let folder = Folder(path: path)
    for name in try folder.names() where isLock(name) {
      _ = try FileLock(folder.file(name))
    }
  }

  /// Lets go of the shard: another process may take it.
  public func unlock() {
    lock = nil
  }
}
