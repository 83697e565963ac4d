enum EmptyCodec {}
