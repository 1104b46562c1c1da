import Testing

@testable import Sweep

@Suite struct UnfinishedBlocksTests {
  @Test("a state goes with the share that it holds, not with what was done since")
  func share() {
    let blocks = UnfinishedBlocks(stored: [:]) { false }
    let context = blocks.context(of: 3, loop: .serial)
    #expect(context.next(0.25) == .goOn)
    blocks.askForStates()
    #expect(context.next(0.5) == .leaveState)
    context.keep([1, 2])
    #expect(context.next(0.75) == .goOn)
    let states = blocks.takeStates()
    #expect(states.map(\.block) == [3] && states.map(\.share) == [0.5])
    #expect(states.map(\.numbers) == [[1, 2]])
    #expect(blocks.takeStates().isEmpty)
    #expect(blocks.progress.share == 0.75)
  }
}
