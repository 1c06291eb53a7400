import Git

/// Puts hooks in place, and takes them away.
struct HookInstaller {
  let context: Context
  let place: HooksPlace

  /// Puts hooks in place, before those that are there.
  ///
  /// - Parameter hooks: The hooks.
  /// - Returns: What was done to each, as a word.
  /// - Throws: A `Failure` with status 3 where a hook cannot be kept, and nothing was done; a `GitError`.
  func install(_ hooks: [GuardHook]) throws -> [(hook: GuardHook, change: String)] {
    for hook in hooks { try refuseDoubt(hook) }
    return try hooks.map { hook in (hook, try install(hook)) }
  }

  /// Two earlier hooks cannot both be kept.
  private func refuseDoubt(_ hook: GuardHook) throws {
    let name = hook.rawValue
    guard let kept = try place.folder.chainedHook(name),
      let there = try place.folder.hook(name),
      HookScript.recognise(there.bytes, as: hook) == .foreign, kept != there
    else { return }
    throw Failure(
      .conflict, "hook-taken",
      "'\(place.folder.path(of: name))' is another program's hook, and another one was kept before",
      hint: "one of them has to go: that, or \(HooksFolder.chainedName)/\(name) beside it; "
        + "nothing was changed")
  }

  private func install(_ hook: GuardHook) throws -> String {
    let (name, folder) = (hook.rawValue, place.folder)
    let script = HookScript(hook: hook, program: context.program).bytes
    guard let there = try folder.hook(name) else {
      try folder.write(name, script)
      return "installed"
    }
    if HookScript.recognise(there.bytes, as: hook) == .foreign {
      // What an interrupted run has kept already is the same.
      if try folder.chainedHook(name) == nil { try folder.setAside(name) }
      try folder.write(name, script)
      return "installed"
    }
    if there.bytes == script, there.isExecutable { return "unchanged" }
    try folder.write(name, script)
    return "updated"
  }

  /// Takes hooks away and puts back what was there before.
  ///
  /// - Parameter hooks: The hooks; those that are not ours stay.
  /// - Returns: What was done to each that was ours, as a word.
  /// - Throws: A `GitError`.
  func remove(_ hooks: [GuardHook]) throws -> [(hook: GuardHook, change: String)] {
    try hooks.compactMap { hook in
      let there = try place.folder.hook(hook.rawValue)
      guard let there, HookScript.recognise(there.bytes, as: hook) != .foreign else { return nil }
      return (hook, try place.folder.restore(hook.rawValue) ? "restored" : "removed")
    }
  }
}
