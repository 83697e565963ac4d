/// Division of several limbs by one or two, without the machine's slow divide: a reciprocal of the
/// normalised divisor turns each digit of the quotient into two multiplications.
///
/// N. Möller, T. Granlund, "Improved division by invariant integers", IEEE Transactions on
/// Computers 60 (2011); the algorithms are numbered as there.
enum Reciprocal {
    /// ⌊(2¹²⁸ − 1) ÷ divisor⌋ − 2⁶⁴ for a divisor whose highest bit is set (algorithm 3).
    @inline(__always)
    static func of(_ divisor: UInt64) -> UInt64 {
        let d40 = (divisor &>> 24) &+ 1
        let d63 = (divisor &>> 1) &+ (divisor & 1)
        let v0 = UInt64(seeds[Int(truncatingIfNeeded: divisor &>> 55) & 255])
        let v1 = (v0 &<< 11) &- ((v0 &* v0 &* d40) &>> 40) &- 1
        let v2 = (v1 &<< 13) &+ ((v1 &* ((1 &<< 60) &- v1 &* d40)) &>> 47)
        let e = ((v2 &>> 1) & (0 &- (divisor & 1))) &- v2 &* d63
        let v3 = (v2 &<< 31) &+ (v2.multipliedFullWidth(by: e).high &>> 1)
        let product = UInt128(v3) &* UInt128(divisor) &+ UInt128(divisor)
        return v3 &- product.high &- divisor
    }

    /// ⌊(2¹⁹² − 1) ÷ (high, low)⌋ − 2⁶⁴ for a divisor whose highest bit is set (algorithm 6).
    @inline(__always)
    static func of(_ high: UInt64, _ low: UInt64) -> UInt64 {
        var v = of(high)
        var (p, carry) = (high &* v).addingReportingOverflow(low)
        if carry {
            v &-= 1
            if p >= high {
                v &-= 1
                p &-= high
            }
            p &-= high
        }
        let t = v.multipliedFullWidth(by: low)
        (p, carry) = p.addingReportingOverflow(t.high)
        if carry {
            v &-= 1
            if p > high || (p == high && t.low >= low) { v &-= 1 }
        }
        return v
    }

    /// Quotient and remainder of (u1, u0) by `d`, where u1 < d and `v` is the reciprocal of `d`
    /// (algorithm 4).
    @inline(__always)
    static func divide(
        _ u1: UInt64, _ u0: UInt64, by d: UInt64, _ v: UInt64
    ) -> (quotient: UInt64, remainder: UInt64) {
        let q = UInt128(v) &* UInt128(u1) &+ UInt128(high: u1, low: u0)
        var q1 = q.high &+ 1
        var r = u0 &- q1 &* d
        if r > q.low {
            q1 &-= 1
            r &+= d
        }
        if r >= d {
            q1 &+= 1
            r &-= d
        }
        return (q1, r)
    }

    /// Quotient and remainder of (u, u0) by `d`, where u < d and `v` is the reciprocal of `d`
    /// (algorithm 5).
    @inline(__always)
    static func divide(
        _ u: UInt128, _ u0: UInt64, by d: UInt128, _ v: UInt64
    ) -> (quotient: UInt64, remainder: UInt128) {
        let q = UInt128(v) &* UInt128(u.high) &+ u
        var q1 = q.high
        let r1 = u.low &- q1 &* d.high
        var r = UInt128(high: r1, low: u0) &- UInt128(d.low) &* UInt128(q1) &- d
        q1 &+= 1
        if r.high >= q.low {
            q1 &-= 1
            r &+= d
        }
        if r >= d {
            q1 &+= 1
            r &-= d
        }
        return (q1, r)
    }

    /// ⌊(2¹⁹ − 3·2⁸) ÷ d⌋ for the nine-bit d of 256 … 511 (algorithm 3, v₀).
    private static let seeds: InlineArray<256, UInt16> = [
        2045, 2037, 2029, 2021, 2013, 2005, 1998, 1990, 1983, 1975, 1968, 1960,
        1953, 1946, 1938, 1931, 1924, 1917, 1910, 1903, 1896, 1889, 1883, 1876,
        1869, 1863, 1856, 1849, 1843, 1836, 1830, 1824, 1817, 1811, 1805, 1799,
        1792, 1786, 1780, 1774, 1768, 1762, 1756, 1750, 1745, 1739, 1733, 1727,
        1722, 1716, 1710, 1705, 1699, 1694, 1688, 1683, 1677, 1672, 1667, 1661,
        1656, 1651, 1646, 1641, 1636, 1630, 1625, 1620, 1615, 1610, 1605, 1600,
        1596, 1591, 1586, 1581, 1576, 1572, 1567, 1562, 1558, 1553, 1548, 1544,
        1539, 1535, 1530, 1526, 1521, 1517, 1513, 1508, 1504, 1500, 1495, 1491,
        1487, 1483, 1478, 1474, 1470, 1466, 1462, 1458, 1454, 1450, 1446, 1442,
        1438, 1434, 1430, 1426, 1422, 1418, 1414, 1411, 1407, 1403, 1399, 1396,
        1392, 1388, 1384, 1381, 1377, 1374, 1370, 1366, 1363, 1359, 1356, 1352,
        1349, 1345, 1342, 1338, 1335, 1332, 1328, 1325, 1322, 1318, 1315, 1312,
        1308, 1305, 1302, 1299, 1295, 1292, 1289, 1286, 1283, 1280, 1276, 1273,
        1270, 1267, 1264, 1261, 1258, 1255, 1252, 1249, 1246, 1243, 1240, 1237,
        1234, 1231, 1228, 1226, 1223, 1220, 1217, 1214, 1211, 1209, 1206, 1203,
        1200, 1197, 1195, 1192, 1189, 1187, 1184, 1181, 1179, 1176, 1173, 1171,
        1168, 1165, 1163, 1160, 1158, 1155, 1153, 1150, 1148, 1145, 1143, 1140,
        1138, 1135, 1133, 1130, 1128, 1125, 1123, 1121, 1118, 1116, 1113, 1111,
        1109, 1106, 1104, 1102, 1099, 1097, 1095, 1092, 1090, 1088, 1086, 1083,
        1081, 1079, 1077, 1074, 1072, 1070, 1068, 1066, 1064, 1061, 1059, 1057,
        1055, 1053, 1051, 1049, 1047, 1044, 1042, 1040, 1038, 1036, 1034, 1032,
        1030, 1028, 1026, 1024,
    ]
}

extension UInt128 {
    @inline(__always)
    init(high: UInt64, low: UInt64) { self = UInt128(high) &<< 64 | UInt128(low) }

    /// Bits 64 … 127.
    @inline(__always)
    var high: UInt64 { UInt64(truncatingIfNeeded: self &>> 64) }

    /// Bits 0 … 63.
    @inline(__always)
    var low: UInt64 { UInt64(truncatingIfNeeded: self) }
}
