import ArgumentParser
import GitEvents

/// `demo`: a store with real events in a folder of its own, and what one can do with it.
struct DemoCommand: WaitingVerb {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Make a store of 273 real events in a new folder and look around in it.",
    usage: "git events demo [DIR] [--tamper]",
    discussion: """
      The events are webhook deliveries of GitHub, from the examples of octokit/webhooks. Without DIR the \
      folder is a fresh temporary one; the current repository is never touched.

      EXAMPLES:
        git events demo
        git events demo ~/try-git-events
        git events demo --tamper
      """)

  @Argument(help: ArgumentHelp("A folder that does not exist yet, or is empty.", valueName: "dir"))
  var directory: String?

  @Flag(
    name: .long,
    help: "Falsify copies of the store with plain git, and show what verify says of each.")
  var tamper = false

  func run(waitingIn context: Context) async throws {
    let folder = try DemoFolder.make(directory, context.surroundings)
    let tour = DemoTour(context: context, folder: folder)
    let store = try await tour.run()
    if tamper { try await DemoTampering(context: context, folder: folder).run(store) }
    try tour.end(store)
  }
}
