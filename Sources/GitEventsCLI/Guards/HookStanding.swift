import Git

/// How a hook stands in a repository.
struct HookStanding {
  /// Whether the hook does what it is there for.
  enum State: String {
    case installed
    /// Nothing is in its place.
    case missing
    /// Somebody else's hook is in its place.
    case foreign
    /// Somebody has changed the script.
    case altered
    /// Another version of this program has put it there.
    case outdated
    /// Git does not run it: its file is not executable.
    case inactive
    /// Neither the program that it names nor one on the PATH is there.
    case programMissing = "program-missing"
  }

  let hook: GuardHook
  let state: State
  /// Where it is, or would be.
  let path: String
  /// The program that it names; nil where it looks on the PATH.
  let program: String?
  /// The hook that was there before.
  let chained: (path: String, isRun: Bool)?

  /// Looks at a hook.
  ///
  /// - Parameters:
  ///   - hook: The hook.
  ///   - place: Where git looks for it.
  ///   - surroundings: Where programs are looked for.
  /// - Throws: A `GitError`.
  init(_ hook: GuardHook, _ place: HooksPlace, _ surroundings: Surroundings) throws {
    self.hook = hook
    let folder = place.folder
    path = folder.path(of: hook.rawValue)
    let earlier = try folder.chainedHook(hook.rawValue)
    chained = earlier.map {
      (folder.path(of: "\(HooksFolder.chainedName)/\(hook.rawValue)"), $0.isExecutable)
    }
    guard let file = try folder.hook(hook.rawValue) else {
      (state, program) = (.missing, nil)
      return
    }
    switch HookScript.recognise(file.bytes, as: hook) {
    case .foreign: (state, program) = (.foreign, nil)
    case .altered: (state, program) = (.altered, nil)
    case .outdated: (state, program) = (.outdated, nil)
    case .intact(let named):
      program = named
      if !file.isExecutable {
        state = .inactive
      } else {
        let isThere = surroundings.finds(program: named ?? "") || surroundings.finds(program: nil)
        state = isThere ? .installed : .programMissing
      }
    }
  }

  /// Whether the file is one of ours.
  var isOurs: Bool { state != .missing && state != .foreign }

  /// Why it does not guard, as a clause; nil where it does.
  var problem: String? {
    switch state {
    case .installed: nil
    case .missing: "not installed"
    case .foreign: "not installed: another hook is in its place"
    case .altered: "altered: it is not as git-events has written it"
    case .outdated: "out of date: another version of git-events has written it"
    case .inactive: "not run by git: its file is not executable"
    case .programMissing:
      "the git-events program is neither at \(program ?? "git-events") nor on the PATH"
    }
  }
}
