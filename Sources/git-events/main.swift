print("git-events")
