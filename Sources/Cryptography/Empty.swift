enum EmptyCryptography {}
