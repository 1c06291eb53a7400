import ArgumentParser
import Git
import GitEvents

/// `maintain`: lays the store out for reading.
struct MaintainCommand: ReportingVerb, WaitingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "maintain",
    abstract: "Put packs and refs together, laid out for reading; nothing is dropped.",
    usage: "git events maintain [--full|--status] [--json]",
    discussion: """
      Every append leaves a small pack. They are put together in the background once there are many, so this is \
      seldom needed: after a large import, after `git gc`, or to see what there is to do. Others may read and \
      write meanwhile, and it may be interrupted at any moment.

      EXAMPLES:
        git events maintain
        git events maintain --status
        git events maintain --full
      """)

  @Flag(name: .long, help: "Write everything anew, also what is laid out already.")
  var full = false

  @Flag(name: .long, help: "Say what there is to do, and do nothing.")
  var status = false

  @Flag(
    name: .long, help: ArgumentHelp("What the program starts for itself.", visibility: .private))
  var background = false

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    if full && status { throw ValidationError("--full and --status are two different things") }
  }

  func run(waitingIn context: Context) async throws {
    let store = try context.openForReading()
    if status { return try MaintenanceText(context: context).write(store.maintenanceNeeds()) }
    if background {
      DetachedProcess.giveWay()
      _ = try await store.maintain(.whenDue)
      return
    }
    var progress = ProgressLine(context.messages)
    progress.show("putting packs together")
    let outcome: Maintenance.Outcome?
    do {
      outcome = try await store.maintain(full ? .full : .added)
    } catch {
      progress.clear()
      throw error
    }
    progress.clear()
    guard let outcome else {
      throw Failure(
        .busy, EventStoreError.Code.busy.rawValue, "maintenance is running already",
        hint: "git events maintain --status says when it is over")
    }
    try MaintenanceText(context: context).write(outcome)
  }
}
