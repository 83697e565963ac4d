enum EmptyCurlTransport {}
