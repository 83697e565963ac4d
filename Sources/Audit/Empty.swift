enum EmptyAudit {}
