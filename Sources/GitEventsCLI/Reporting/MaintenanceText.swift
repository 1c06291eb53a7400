import Git
import GitEvents

/// Says what maintenance did, and what there is for it to do.
struct MaintenanceText {
  let context: Context

  /// Writes what was done.
  func write(_ outcome: Maintenance.Outcome) throws {
    if context.isJSON {
      var line = JSONLineWriter()
      line.member("packsMade", integer: outcome.packsMade)
      line.member("packsReplaced", integer: outcome.packsReplaced)
      line.member("looseObjects", integer: outcome.looseObjects)
      line.member("looseRefs", integer: outcome.looseReferences)
      return try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
    }
    if outcome.isNothing { return try context.output.line("nothing to do") }
    if outcome.packsMade > 0 {
      try context.output.line(
        "\(MaintenanceText.count(outcome.packsReplaced, "pack")) put together in \(outcome.packsMade)"
      )
    }
    if outcome.looseObjects > 0 {
      try context.output.line(
        "\(MaintenanceText.count(outcome.looseObjects, "loose object")) packed")
    }
    if outcome.looseReferences > 0 {
      try context.output.line("\(MaintenanceText.count(outcome.looseReferences, "ref")) packed")
    }
  }

  /// Writes what there is to do.
  func write(_ needs: MaintenanceNeeds) throws {
    let last = needs.lastSeconds.map { Timestamp(microseconds: $0 * 1_000_000) }
    if context.isJSON {
      var line = JSONLineWriter()
      line.member("smallPacks", integer: needs.smallPacks)
      line.member("largePacks", integer: needs.largePacks)
      line.member("keptPacks", integer: needs.keptPacks)
      line.member("newPacks", integer: needs.rawPacks)
      line.member("packBytes", integer: needs.packBytes)
      line.member("looseObjects", integer: needs.looseObjects)
      line.member("looseBytes", integer: needs.looseBytes)
      line.member("looseRefs", integer: needs.looseReferences)
      line.member("due", bool: needs.isDue)
      line.member("running", bool: needs.isRunning)
      line.member("last", string: last?.canonicalText)
      line.member("lastFailure", string: needs.lastFailure)
      return try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
    }
    let packs = needs.smallPacks + needs.largePacks
    var about = "\(needs.rawPacks) new"
    if needs.keptPacks > 0 { about += ", \(needs.keptPacks) kept" }
    let output = context.output
    try output.line("packs          \(packs) (\(about)), \(MaintenanceText.size(needs.packBytes))")
    try output.line(
      "loose objects  \(needs.looseObjects), \(MaintenanceText.size(needs.looseBytes))")
    try output.line("loose refs     \(needs.looseReferences)")
    let ago = last.map { RelativeTime.text($0, now: context.clock.now()) }
    try output.line("last done      \(ago ?? "never")")
    if let failure = needs.lastFailure {
      try output.line("it failed      \(VisibleText.line(failure))")
    }
    let state =
      needs.isRunning
      ? "running now" : needs.isDue ? "due: it starts with the next append" : "not due"
    try output.line("state          \(state)")
  }

  private static func count(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }

  /// A number of bytes for people.
  private static func size(_ bytes: Int) -> String {
    if bytes < 10 << 10 { return "\(bytes) bytes" }
    if bytes < 10 << 20 { return "\((bytes + 512) >> 10) KiB" }
    return "\((bytes + (1 << 19)) >> 20) MiB"
  }
}
