enum EmptyHTTPServer {}
