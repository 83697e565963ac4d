enum EmptyGovernance {}
