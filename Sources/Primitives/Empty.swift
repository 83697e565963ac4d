enum EmptyPrimitives {}
