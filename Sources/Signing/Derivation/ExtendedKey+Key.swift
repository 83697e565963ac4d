extension ExtendedKey {
    /// The private key alone; chain code and place in the tree are forgotten and wiped.
    public consuming func intoKey() -> PrivateKey { key }
}
