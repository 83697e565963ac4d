enum EmptySigning {}
