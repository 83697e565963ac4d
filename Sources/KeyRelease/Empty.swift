enum EmptyKeyRelease {}
