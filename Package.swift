// swift-tools-version: 6.2
import PackageDescription

/// Every target is compiled alike: Swift 6, explicit `any`, imports that say what they expose.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
let heap: Target.Dependency = .product(name: "HeapModule", package: "swift-collections")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")

// jq programs that are a part of the program: their bytes are put into the code. Projections, and how rows of other
// stores become events.
let readyMade = [
  "active-sessions", "agent-state", "event-counts", "memory-index", "task-history",
  "task-statistics",
]
let maps = ["cloudevents", "kurrentdb", "message-db", "rows"]
// Git's hooks that the program installs: links to the scripts in `Hooks`.
let hooks = ["pre-receive", "update", "post-receive", "reference-transaction", "pre-push"]

let package = Package(
  name: "git-events",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "git-events", targets: ["git-events"]),
    .library(name: "GitEvents", targets: ["GitEvents"]),
    .library(name: "GitEventsProjections", targets: ["GitEventsProjections"]),
    .library(name: "GitEventsAudit", targets: ["GitEventsAudit"]),
    .library(name: "GitEventsSync", targets: ["GitEventsSync"]),
    .library(name: "GitEventsTesting", targets: ["GitEventsTesting"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    // Floor 0: system libraries.
    .systemLibrary(
      name: "CGit2", pkgConfig: "libgit2",
      providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CDeflate", pkgConfig: "libdeflate",
      providers: [.apt(["libdeflate-dev"]), .brew(["libdeflate"])]),
    // libjq brings no .pc file: its module map names the library.
    .systemLibrary(name: "CJQ", providers: [.apt(["libjq-dev"]), .brew(["jq"])]),
    .systemLibrary(name: "CDurable"),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),

    // Floor 1: objects, refs, packs, and jq programs; the only targets that own C pointers and write files.
    .target(
      name: "Git",
      dependencies: ["CGit2", "CZlib", "CDeflate", "CDurable", crypto, subprocess],
      swiftSettings: strict),

    .target(name: "JQ", dependencies: ["CJQ"], swiftSettings: strict),

    // Floor 2: events, streams, ledger, append, read.
    .target(name: "GitEvents", dependencies: ["Git", heap], swiftSettings: strict),

    // Floor 3: what is derived from events.
    .target(
      name: "GitEventsProjections", dependencies: ["GitEvents", "Git", "JQ", crypto],
      resources: readyMade.map { .embedInCode("ReadyMade/\($0).jq") }, swiftSettings: strict),

    .target(
      name: "GitEventsAudit", dependencies: ["GitEvents", "Git", crypto], swiftSettings: strict),

    .target(
      name: "GitEventsSync", dependencies: ["GitEvents", "Git"], swiftSettings: strict),

    // Floor 4: the edge. The demonstration's data are a part of the program.
    .target(name: "CDemoData", exclude: ["LICENSE-octokit-webhooks", "github-webhooks.jsonl"]),
    .target(
      name: "GitEventsCLI",
      dependencies: [
        "GitEventsProjections", "GitEventsAudit", "GitEventsSync", "GitEvents", "Git", "JQ",
        "CDemoData", argumentParser, crypto, subprocess,
      ],
      resources: maps.map { .embedInCode("Rows/Maps/\($0).jq") }
        + hooks.map { .embedInCode("Guards/Scripts/\($0)") }, swiftSettings: strict),
    // Nothing looks the program's symbols up while it runs: without a table of them it starts sooner. Who depends on
    // the libraries does not meet the flag.
    .executableTarget(
      name: "git-events", dependencies: ["GitEventsCLI"], swiftSettings: strict,
      linkerSettings: [
        .unsafeFlags(["-Xlinker", "--no-export-dynamic"], .when(platforms: [.linux]))
      ]),

    // Beside: test support, for us and for those who build on the library.
    .target(
      name: "GitEventsTesting", dependencies: ["GitEvents", "Git", subprocess],
      resources: [.embedInCode("Faults/fault-shim.c")], swiftSettings: strict),

    // Beside: the benchmark, and SQLite, with which it compares.
    .target(name: "BenchSQLite", dependencies: ["CSQLite"], swiftSettings: strict),
    .executableTarget(
      name: "git-events-bench",
      dependencies: ["GitEvents", "Git", "BenchSQLite", "git-events", argumentParser],
      resources: [.embedInCode("Peers/eventsourcing_peer.py")], swiftSettings: strict),

    .testTarget(
      name: "GitTests", dependencies: ["Git", "GitEventsTesting"], swiftSettings: strict),
    .testTarget(
      name: "GitEventsTests", dependencies: ["GitEvents", "Git", "GitEventsTesting"],
      swiftSettings: strict),
    .testTarget(name: "JQTests", dependencies: ["JQ"], swiftSettings: strict),
    .testTarget(
      name: "GitEventsProjectionsTests",
      dependencies: ["GitEventsProjections", "GitEvents", "Git", "JQ", "GitEventsTesting"],
      swiftSettings: strict),
    .testTarget(
      name: "GitEventsAuditTests",
      dependencies: ["GitEventsAudit", "GitEvents", "Git", "GitEventsTesting"],
      swiftSettings: strict),
    .testTarget(
      name: "GitEventsSyncTests",
      dependencies: ["GitEventsSync", "GitEvents", "Git", "GitEventsTesting"],
      swiftSettings: strict),
    .testTarget(
      name: "GitEventsBenchTests", dependencies: ["git-events-bench", "GitEvents"],
      swiftSettings: strict),
    .testTarget(
      name: "GitEventsCLITests",
      dependencies: ["GitEventsCLI", "git-events", "GitEvents", "GitEventsTesting", subprocess],
      exclude: ["Transcripts"], swiftSettings: strict),
  ]
)
