import Foundation
import Sweep

/// Says what an error means to the user and returns the code to end with.
///
/// To a verb that only reads, a file that is no result is a wrong input; to one that
/// writes, it is something in the way.
func explained(_ error: any Error, whileReading: Bool = false) -> any Error {
  switch error {
  case let error as RunError:
    Terminal.say("error: \(error)")
    return ExitStatus.badData.exit
  case let error as StoreError:
    let isInTheWay = !whileReading && error.isWrongInput
    Terminal.say("error: \(error)\(isInTheWay ? "; choose another output, or move it aside" : "")")
    return (whileReading && error.isWrongInput ? ExitStatus.badData : error.exitStatus).exit
  case let error as StorageError:
    Terminal.say("error: \(error)")
    // What was there when a run began and is gone is no missing input.
    let isMissing = whileReading ? error.code == ENOENT : error.isOfMissingFolder
    return (isMissing ? ExitStatus.noInput : .inputOutput).exit
  case is DescriptorShortage:
    Terminal.say("error: \(error)")
    return ExitStatus.system.exit
  case let error as HDF5Error:
    Terminal.say("error: \(error)")
    return (error.isOfDamage ? ExitStatus.corrupt : .inputOutput).exit
  default:
    return error
  }
}

extension StoreError {
  /// Whether another process works there.
  var isOfLock: Bool { if case .locked = self { true } else { false } }

  fileprivate var isWrongInput: Bool {
    switch self {
    case .notAResult, .notParts: true
    default: false
    }
  }

  /// The code that the program ends with.
  fileprivate var exitStatus: ExitStatus {
    switch self {
    case .nothingStored, .notMerged: .noInput
    case .locked, .notParts, .resultExists, .notAResult, .amongParts: .cannotCreate
    case .otherPlan, .otherShardCount, .missingPoints, .foreignSegment, .unknownVariable,
      .zeroInText:
      .badData
    case .conflict, .damaged: .corrupt
    }
  }
}
