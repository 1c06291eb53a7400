package import GitEvents

extension RemoteView {
  /// What a remote has once it took what was pushed.
  ///
  /// - Parameter results: What became of each ref.
  /// - Returns: The same, with the refs that were taken where they are now.
  package func after(_ results: [RemotePush.Result]) -> RemoteView {
    var view = self
    for result in results where result.refusal == nil {
      switch result.item.subject {
      case .stream(let stream, _, _): view.streams[stream] = result.item.target
      case .ledger(let replica, _): view.ledgers[replica] = result.item.target
      case .notes: view.notes = result.item.target
      case .snapshot, .readMe: break
      }
    }
    return view
  }
}
