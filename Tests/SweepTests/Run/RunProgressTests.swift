import Foundation
import Testing

@testable import Sweep

@Suite struct RunProgressTests {
  @Test("what an earlier run has done of a point does not count as work of this one")
  func resumed() {
    let unfinished = UnfinishedBlocks(stored: [0: [1.0]]) { false }
    let contexts = [0, 1].map { unfinished.context(of: $0, loop: .serial) }
    var progress = RunProgress(total: 2, earlier: 0)
    // One point was done to 0.8; both do a hundredth a second.
    for slice in 0...10 {
      _ = contexts[0].next(0.8 + 0.01 * Double(slice))
      _ = contexts[1].next(0.01 * Double(slice))
      progress.note(unfinished.progress, at: .seconds(slice))
    }
    #expect(progress.working == 2)
    #expect(abs(progress.done - 1.0) < 1e-12)
    #expect(abs(progress.earlierShare - 0.8) < 1e-12)
    #expect(abs(progress.rate - 0.02) < 1e-12)
    let left = (progress.timeLeft ?? .zero) / .seconds(1)
    #expect(abs(left - 50) < 1e-6, "\(left)")
  }

  @Test("of points that go ever faster less is left than at the rate so far")
  func growingSteps() {
    let unfinished = UnfinishedBlocks(stored: [:]) { false }
    let contexts = [0, 1].map { unfinished.context(of: $0, loop: .serial) }
    var progress = RunProgress(total: 6, earlier: 0)
    #expect(progress.timeLeft == nil)
    // After 20 of 100 seconds 0.5 % is done.
    for tick in 1...100 {
      let seconds = 0.2 * Double(tick)
      for context in contexts { _ = context.next(pow(seconds / 100, 3.3)) }
      progress.note(unfinished.progress, at: .seconds(seconds))
    }
    // Three rounds of two points.
    let left = (progress.timeLeft ?? .zero) / .seconds(1)
    #expect((220...340).contains(left), "\(left)")
  }

  @Test("once a point is finished, what is left goes by the rate")
  func finished() {
    let unfinished = UnfinishedBlocks(stored: [:]) { false }
    _ = unfinished.context(of: 7, loop: .serial).next(0.5)
    var progress = RunProgress(total: 10, earlier: 4)
    progress.computed = 1
    progress.note(unfinished.progress, at: .seconds(3))
    #expect(progress.rate == 0.5)
    #expect(progress.timeLeft == .seconds(9))
  }

  @Test("of the last points, that others were quick tells nothing")
  func last() {
    let unfinished = UnfinishedBlocks(stored: [:]) { false }
    let context = unfinished.context(of: 9, loop: .serial)
    var progress = RunProgress(total: 10, earlier: 0)
    progress.computed = 9
    for second in 1...5 {
      _ = context.next(0)
      progress.note(unfinished.progress, at: .seconds(second))
      #expect(progress.timeLeft == nil)
    }
    // A hundredth a second from then on.
    for second in 6...20 {
      _ = context.next(0.01 * Double(second - 5))
      progress.note(unfinished.progress, at: .seconds(second))
    }
    // 85 seconds; a point that stood still and goes on may be one that goes ever faster.
    let left = (progress.timeLeft ?? .zero) / .seconds(1)
    #expect((42.5...170).contains(left), "\(left)")
  }
}
