import GitEventsCLI

ThisProcess.run()
