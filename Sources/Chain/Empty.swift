enum EmptyChain {}
