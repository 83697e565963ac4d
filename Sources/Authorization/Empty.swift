enum EmptyAuthorization {}
