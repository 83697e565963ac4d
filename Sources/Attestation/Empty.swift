enum EmptyAttestation {}
