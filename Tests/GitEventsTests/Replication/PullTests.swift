import Git
import GitEvents
import GitEventsTesting
import Testing

/// What a replica takes over from another, and what becomes of streams to which both appended.
@Suite struct PullTests {
  @Test func aStreamThatOnlyFollowsIsTakenOverWithOneEntry() async throws {
    try await TwoReplicas.with { both in
      let first = try both.store(both.first)
      try first.append([.test("t.three")], to: "a")
      try first.append([.test("t.new"), .test("t.newer")], to: "b")
      let before = try both.store(both.second).position()
      let report = try await both.pull()
      #expect(
        report.moved.map { "\($0.stream) \($0.before)..\($0.after)" } == ["a 2..3", "b 0..2"])
      let second = try both.store(both.second)
      #expect(try second.read("a").map(\.commit) == first.read("a").map(\.commit))
      #expect(try second.position() == before + 3)
      let events = try second.readAll(.position, .forward, after: before).all()
      #expect(events.map(\.type.text) == ["t.three", "t.new", "t.newer"])
      // The entry has the other's ledger for a parent, so that it carries all that the other had.
      let ledger = try await both.second.git(
        "for-each-ref", "--format=%(objectname)", "refs/ledger")
      let parents = try await both.second.git("log", "-1", "--format=%P", ledger.text)
      let theirs = try await both.first.git("for-each-ref", "--format=%(objectname)", "refs/ledger")
      #expect(parents.text.split(separator: " ").last.map(String.init) == theirs.text)
      #expect(try await StoreChecker(both.second).findings() == [])
      #expect(try await both.pull().moved.isEmpty)
    }
  }

  @Test func aStreamThatDivergedStopsThePullAndBothSidesAreTold() async throws {
    try await TwoReplicas.with { both in
      try both.store(both.first).append([.test("t.theirs")], to: "a")
      try both.store(both.first).append([.test("t.other")], to: "b")
      try both.store(both.second).append([.test("t.ours")], to: "a")
      let refs = try await both.second.git("for-each-ref", "refs/events", "refs/ledger").text
      let report = try await both.pull()
      #expect(report.isStopped && report.moved.isEmpty)
      let divergence = try #require(report.diverged.first)
      #expect(divergence.base == 2)
      #expect(divergence.ours.map(\.commit.type.text) == ["t.ours"])
      #expect(divergence.theirs.map(\.commit.type.text) == ["t.theirs"])
      #expect(try await both.second.git("for-each-ref", "refs/events", "refs/ledger").text == refs)
    }
  }

  @Test func aRebaseKeepsIdsPayloadsActorsAndWhenItHappened() async throws {
    try await TwoReplicas.with { both in
      try both.store(both.first).append([.test("t.theirs")], to: "a")
      var event = EventData.test("t.ours", "{\"n\": 1.50}")
      event.actor = try Actor(name: "Ada", email: "ada@example.org")
      event.correlation = "c-1"
      let second = try both.store(both.second)
      try second.append([event, .test("t.last")], to: "a")
      let ours = try Array(second.read("a").suffix(2))
      let report = try await both.pull(.rebase)
      let rebased = try #require(report.rebased.first)
      #expect(rebased.events.map(\.version) == [4, 5])
      let now = try both.store(both.second).read("a")
      #expect(now.map(\.type.text) == ["t.one", "t.two", "t.theirs", "t.ours", "t.last"])
      for (old, new) in zip(ours, now.suffix(2)) {
        #expect(new.id == old.id && new.data == old.data && new.actor == old.actor)
        #expect(new.correlation == old.correlation && new.commit != old.commit)
        #expect(new.time > old.time)
        #expect(new.occurred == OccurredTime(rfc3339: old.time.canonicalText))
      }
      #expect(try await StoreChecker(both.second).findings() == [])
    }
  }

  @Test func readersInEveryOrderSeeARebasedEventOnce() async throws {
    try await TwoReplicas.with { both in
      try both.store(both.first).append([.test("t.theirs")], to: "a")
      let second = try both.store(both.second)
      try second.append([.test("t.ours")], to: "a")
      try second.append([.test("t.aside")], to: "c")
      _ = try await both.pull(.rebase)
      let store = try both.store(both.second)
      let types = ["t.aside", "t.one", "t.ours", "t.theirs", "t.two"]
      for order in [ReadOrder.position, .global] {
        for direction in [ReadDirection.forward, .backward] {
          let events = try store.readAll(order, direction).all()
          #expect(events.filter { !$0.stream.isReserved }.map(\.type.text).sorted() == types)
        }
      }
      // Its old position is passed over, and it has a new one.
      let positions = try store.readAll(.position, .forward).all().compactMap(\.position)
      #expect(positions == [1, 2, 3, 5, 6, 7])
    }
  }

  @Test func anIdThatWasRebasedIsStillTaken() async throws {
    try await TwoReplicas.with { both in
      try both.store(both.first).append([.test("t.theirs")], to: "a")
      var event = EventData.test("t.ours")
      event.id = try EventID("mine-1")
      try both.store(both.second).append([event], to: "a")
      _ = try await both.pull(.rebase)
      for seed in [7, 8] as [UInt64] {
        let again = try both.store(both.second, seed: seed).append([event], to: "a")
        #expect(again.events.map(\.version) == [4])
      }
      #expect(try both.store(both.second).version(of: "a") == 4)
    }
  }

  @Test func anEventThatBothSidesHaveIsKeptOnce() async throws {
    try await TwoReplicas.with { both in
      var event = EventData.test("t.same", "{\"n\": 1}")
      event.id = try EventID("same-1")
      try both.store(both.first).append([.test("t.before"), event], to: "a")
      try both.store(both.second).append([event], to: "a")
      let report = try await both.pull(.rebase)
      #expect(report.rebased.first?.events.map(\.isDropped) == [true])
      let store = try both.store(both.second)
      #expect(try store.read("a").map(\.commit) == both.store(both.first).read("a").map(\.commit))
      #expect(try store.append([event], to: "a").events.map(\.version) == [4])
      #expect(try await StoreChecker(both.second).findings(acknowledged: ["same-1"]) == [])
      try store.append([.test("t.after")], to: "a")
      #expect(try await StoreChecker(both.second).findings(acknowledged: ["same-1"]) == [])
    }
  }

  @Test func oneIdWithTwoContentsStopsEverything() async throws {
    try await TwoReplicas.with { both in
      var event = EventData.test("t.same", "{\"n\": 1}")
      event.id = try EventID("same-1")
      try both.store(both.first).append([event], to: "a")
      try both.store(both.first).append([.test()], to: "b")
      event.data = try JSONText("{\"n\": 2}")
      try both.store(both.second).append([event], to: "a")
      let report = try await both.pull(.rebase)
      #expect(report.isStopped)
      #expect(report.obstacles.first?.reason.contains("same-1") == true)
      #expect(try both.store(both.second).version(of: "b") == 0)
    }
  }

  @Test func whatOthersHaveSeenIsNotRebasedButSplit() async throws {
    try await TwoReplicas.with { both in
      try both.store(both.first).append([.test("t.theirs")], to: "a")
      try both.store(both.second).append([.test("t.ours")], to: "a")
      try await both.second.git("update-ref", "refs/remote-events/x/y/streams/a", "refs/events/a")
      let refused = try await both.pull(.rebase)
      #expect(
        refused.obstacles.map(\.reason) == ["a@3 is in a stream of x/y: it must stay what it is"])
      let report = try await both.pull(.split)
      let target = try #require(report.rebased.first?.target)
      #expect(target.text.hasPrefix("a~"))
      let store = try both.store(both.second)
      #expect(try store.read("a").map(\.type.text) == ["t.one", "t.two", "t.theirs"])
      #expect(try store.read(target.text).map(\.type.text) == ["t.ours"])
      #expect(try await StoreChecker(both.second).findings() == [])
    }
  }

  @Test func whatAnotherLedgerTellsOfIsNotRebased() async throws {
    try await TwoReplicas.with { both in
      try both.store(both.second).append([.test("t.ours")], to: "a")
      // A third replica takes it over, and its ledger comes here.
      let third = GitFixture(directory: both.first.directory, name: "third", bare: false)
      try await GitCommand.run(
        ["init", "--quiet", third.path], home: both.first.directory.path)
      _ = try EventStore.join(
        try Repository.open(at: third.path), try await both.view(of: both.second, from: third),
        options: StoreKind.options(seed: 4))
      try await both.second.git(
        "fetch", "--quiet", third.path, "refs/ledger/*:refs/remote-events/third/ledger/*")
      try both.store(both.first).append([.test("t.theirs")], to: "a")
      let report = try await both.pull(.rebase)
      #expect(report.obstacles.first?.reason.contains("the ledger of") == true)
    }
  }

  @Test func anAppendThatNamedItsVersionIsToldToHaveLostIt() async throws {
    try await TwoReplicas.with { both in
      try both.store(both.first).append([.test("t.theirs")], to: "a")
      let second = try both.store(both.second)
      try second.append([.test("t.sure"), .test("t.with")], to: "a", expecting: .version(2))
      try second.append([.test("t.any")], to: "a")
      let planned = try second.planPull(
        try await both.view(of: both.first, from: both.second), ifDiverged: .rebase)
      #expect(planned.rebased.first?.events.map(\.losesExpectation) == [true, false, false])
      let report = try await both.pull(.rebase)
      #expect(report.rebased.first?.events.map(\.losesExpectation) == [true, false, false])
      #expect(
        report.rebased.first?.events.map(\.version) == planned.rebased.first?.events.map(\.version))
    }
  }

  @Test func aSecondRebaseTakesWhatTheFirstOneMade() async throws {
    try await TwoReplicas.with { both in
      let first = try both.store(both.first)
      try both.store(both.second).append([.test("t.ours")], to: "a")
      for number in 1...3 {
        try first.append([.test("t.theirs\(number)")], to: "a")
        try both.store(both.second).append([.test("t.more\(number)")], to: "a")
        _ = try await both.pull(.rebase)
        #expect(try await StoreChecker(both.second).findings() == [])
      }
      let store = try both.store(both.second)
      #expect(
        try store.read("a").map(\.type.text) == [
          "t.one", "t.two", "t.theirs1", "t.theirs2", "t.theirs3", "t.ours", "t.more1", "t.more2",
          "t.more3",
        ])
      #expect(try store.readAll(.position, .forward).all().count == 10)
      #expect(try store.recover().problems == [])
    }
  }

  @Test func anotherStoreIsRefused() async throws {
    try await TwoReplicas.with { both in
      try await GitFixture.with { other in
        _ = try EventStore.create(at: other.path, options: StoreKind.options(seed: 77))
        let view = try await both.view(of: other, from: both.first)
        let store = try both.store(both.first)
        let error = try #require(throws: EventStoreError.self) {
          _ = try store.pull(view, ifDiverged: .stop)
        }
        #expect(error.code == .otherStore)
      }
    }
  }

  @Test func aReplicaThatWasSetBackIsRefused() async throws {
    try await TwoReplicas.with { both in
      let ledger = try await both.second.git("for-each-ref", "--format=%(refname)", "refs/ledger")
      let replica = try #require(ledger.text.split(separator: "/").last)
      try both.store(both.second).append([.test("t.ours")], to: "b")
      var view = try await both.view(of: both.first, from: both.second)
      let tip = try await both.second.git("rev-parse", ledger.text)
      view.ledgers[String(replica)] = ObjectID(hex: tip.text)
      try await both.second.git("update-ref", ledger.text, "\(ledger.text)^")
      try await both.second.git("update-ref", "-d", "refs/events/b")
      let store = try both.store(both.second)
      let error = try #require(throws: EventStoreError.self) {
        _ = try store.pull(view, ifDiverged: .stop)
      }
      #expect(error.code == .damaged)
    }
  }

  @Test func oneIdInTwoStreamsIsTold() async throws {
    try await TwoReplicas.with { both in
      var event = EventData.test("t.same")
      event.id = try EventID("same-1")
      try both.store(both.first).append([event], to: "b")
      try both.store(both.second).append([event], to: "c")
      let report = try await both.pull()
      #expect(report.repetitions.map { "\($0.id) \($0.here) \($0.there)" } == ["same-1 c b"])
      #expect(report.moved.count == 1)
    }
  }

  @Test func aRefThatARebaseDidNotReachIsRolledForward() async throws {
    try await TwoReplicas.with { both in
      try both.store(both.first).append([.test("t.theirs")], to: "a")
      try both.store(both.second).append([.test("t.ours"), .test("t.last")], to: "a")
      let old = try await both.second.git("rev-parse", "refs/events/a").text
      _ = try await both.pull(.rebase)
      let new = try await both.second.git("rev-parse", "refs/events/a").text
      // As a writer leaves it that is killed behind the commit point.
      try await both.second.git("update-ref", "refs/events/a", old)
      #expect(try both.store(both.second).read("a").last?.commit.description == new)
      let state = both.second.gitDirectory + "/git-events/state"
      try await HostCommand.succeed("rm", state)
      #expect(try both.store(both.second).recover().problems == [])
      #expect(try await both.second.git("rev-parse", "refs/events/a").text == new)
    }
  }
}
