enum EmptyEthereumClient {}
