import Cryptography
import Foundation
import Primitives

/// Certificates made for these tests with Python's cryptography; their keys were thrown away. All
/// are of P-384, valid 2020 to 2040, the leaf 2025-01-01 to 2026-01-01.
enum TestCertificates {
    static let root = """
        MIIBizCCARCgAwIBAgIUZAtPz1rK4f9oYfWR/oU0SbNpOAIwCgYIKoZIzj0EAwMwFDESMBAGA1UEAwwJVGVzdCBy
        b290MB4XDTIwMDEwMTAwMDAwMFoXDTQwMDEwMTAwMDAwMFowFDESMBAGA1UEAwwJVGVzdCByb290MHYwEAYHKoZI
        zj0CAQYFK4EEACIDYgAEwINlg5IRWMJdEh/DCqMss3T7LKQNPzjMZlaVH7vOOeybHZYcEaeXetM0r4NVwgXNwxRg
        PrPTvWbU1GyFF2UBTLJd+j7L5YvcOzYC0hbquJ1PZm3rb+hMh2tW+5ADkWdIoyMwITAPBgNVHRMBAf8EBTADAQH/
        MA4GA1UdDwEB/wQEAwIBBjAKBggqhkjOPQQDAwNpADBmAjEAmCsLQgPZwjUjQkbvF5y4sSGATqOu7oJv5ibfHrS5
        hbSSw60V8dj8whLYhWTceypCAjEA/JoYlEgryM2pPqtY0oun3c3XzU2e8BOw3xLQIP3lWl6Gw4eF4i8u4X1tTqoR
        3O0O
        """
    static let otherRoot = """
        MIIBizCCARCgAwIBAgIUJsU59gxMCFFUOAxxL/ZohBIW0YEwCgYIKoZIzj0EAwMwFDESMBAGA1UEAwwJVGVzdCBy
        b290MB4XDTIwMDEwMTAwMDAwMFoXDTQwMDEwMTAwMDAwMFowFDESMBAGA1UEAwwJVGVzdCByb290MHYwEAYHKoZI
        zj0CAQYFK4EEACIDYgAEotwref4QTrkXhePY3dT+aavgs16gGnCCrEuoUN5ELF2mK7HhLuOf9ZfMNQ6K5u7Wv/Wn
        NKQcYGLts+Jm0FwfpMPb9DLwIB8YCdI60ZWLsvfXo6n0SscJNZU9pG+VANBgoyMwITAPBgNVHRMBAf8EBTADAQH/
        MA4GA1UdDwEB/wQEAwIBBjAKBggqhkjOPQQDAwNpADBmAjEA1lIHQv/t7975x1iqB30Ia6Quv7Dg2GbYiMfVZW1W
        gr+rNDWy5Ze48oD5m5SCSiPTAjEA/eUPjWYO++bXZsDiWU9Krif2XiSxgKN/BSbX/ZpgC4QmhW29JZhtZiNUNE0c
        L08P
        """
    static let authority = """
        MIIBkjCCARigAwIBAgIUWy4ZVPNF8UOHX9lS/FQGFv+btB4wCgYIKoZIzj0EAwMwFDESMBAGA1UEAwwJVGVzdCBy
        b290MB4XDTIwMDEwMTAwMDAwMFoXDTQwMDEwMTAwMDAwMFowGTEXMBUGA1UEAwwOVGVzdCBhdXRob3JpdHkwdjAQ
        BgcqhkjOPQIBBgUrgQQAIgNiAAQsWZSSg4+3pY4H5eCPksTKkX+Ge8GhNnP0yGaJr7AIdt8uZjbzKma8ksK7pJGn
        it4HNsHWWMODaXJuWNZtfuWPzwaUHee165cznCfL8FFw1BgFrOm6MM8mQ+CS1I40DIyjJjAkMBIGA1UdEwEB/wQI
        MAYBAf8CAQAwDgYDVR0PAQH/BAQDAgEGMAoGCCqGSM49BAMDA2gAMGUCMCpHFHYaJOr1vqySpZZ0ZHZc2cndUj6/
        9FMOHYSjVUc8rRpqmLiDq6QCEBloAHkKfQIxAPPEkjZrD6C4ctacwE2vQg5n4l8w9GTH2MN9fxY+Y1en1K2/aP5g
        Lerd/85fuJbtSw==
        """
    static let leaf = """
        MIIBkDCCARWgAwIBAgICEjQwCgYIKoZIzj0EAwMwGTEXMBUGA1UEAwwOVGVzdCBhdXRob3JpdHkwHhcNMjUwMTAx
        MDAwMDAwWhcNMjYwMTAxMDAwMDAwWjAUMRIwEAYDVQQDDAlUZXN0IGxlYWYwdjAQBgcqhkjOPQIBBgUrgQQAIgNi
        AAT43C2CcpVV+C2eSJa7pdkrCzg4KkpIlduEOPXrOcwkln+uc2v7H6D9ZieFqKNcupbv7oj7dd5aM7m9B4JfjxgY
        uK1dISan/s4AGi/NBWeNMfe6AG0grIdvnluoWRSfG4SjNTAzMAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgeA
        MBMGCisGAQQBg+c9AQMEBQQDYWJjMAoGCCqGSM49BAMDA2kAMGYCMQDmjRXEQHvi/2p5tie34iTRI7hUrnF7U/FC
        THUwQ3LvxtxdduIsj7jlTeLz4nkNmesCMQCvRrj/0hk7MQmy6wXokh/xOvV3fwxIl/DgVp6McTCiUUJm5nDzN6wj
        tp7iP7E30RI=
        """
    static let secondAuthority = """
        MIIBnDCCASGgAwIBAgIUNshiCMhTkPwU5L+23yHAFR5FE9AwCgYIKoZIzj0EAwMwGTEXMBUGA1UEAwwOVGVzdCBh
        dXRob3JpdHkwHhcNMjAwMTAxMDAwMDAwWhcNNDAwMTAxMDAwMDAwWjAgMR4wHAYDVQQDDBVUZXN0IHNlY29uZCBh
        dXRob3JpdHkwdjAQBgcqhkjOPQIBBgUrgQQAIgNiAAQypOhXVbPAa2JAErXbsGrMS4ow2NKUU9Ec3MR9iaRmqUZ9
        6r3dur4BL87IxnFWHMoeHjhWn5oTPoKUAXvBlHiBw850ieDzQt8OW6KW3zhJDhuoxXLIoGsBR5DSctLKx/2jIzAh
        MA8GA1UdEwEB/wQFMAMBAf8wDgYDVR0PAQH/BAQDAgEGMAoGCCqGSM49BAMDA2kAMGYCMQCtdAZDfV2G6/VEiN/2
        JH0duj2wWNIBOo3ucjfbe7gAfAXqxUjXxbcHdQxk+Mtm6V4CMQClwMRKI/8298cDEouHPESGpe2eNLLF8kBs8svv
        Zi49Y3iwlBMRbq181W2plqzd4Ic=
        """
    static let leafTooDeep = """
        MIIBnTCCASKgAwIBAgIUBoJgTWdM6KbrDzHYczPmCATdir8wCgYIKoZIzj0EAwMwIDEeMBwGA1UEAwwVVGVzdCBz
        ZWNvbmQgYXV0aG9yaXR5MB4XDTIwMDEwMTAwMDAwMFoXDTQwMDEwMTAwMDAwMFowHTEbMBkGA1UEAwwSVGVzdCBs
        ZWFmIHRvbyBkZWVwMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEj+c299pkTKiwsuQZWkNUzz4OfabIQKKY73hdC2ix
        MQ/JBTpadoe01GFaVXGiyj5yO3XcuwdoqlcCuoRjGaIAToycH6nnMqr4CHa69krX6HkZGVdEjxk03HpaDXj07o6u
        oyAwHjAMBgNVHRMBAf8EAjAAMA4GA1UdDwEB/wQEAwIHgDAKBggqhkjOPQQDAwNpADBmAjEA1PTfeVyc6tOSzVO8
        HZCUNR1ZOKoYYp4Hlessbxyik4GGGM4j1h1h1wgmwpMHzjvEAjEApIe6mls9GKOhflIni0IaLTm4wm+njyugCd8t
        bxfsLNLkVGVxM72ybix3tkmW2N5g
        """
    static let issuedByLeaf = """
        MIIBkDCCARegAwIBAgIUMflEvG3I6Ajkh/En0EW4J6cTdN8wCgYIKoZIzj0EAwMwFDESMBAGA1UEAwwJVGVzdCBs
        ZWFmMB4XDTIwMDEwMTAwMDAwMFoXDTQwMDEwMTAwMDAwMFowHjEcMBoGA1UEAwwTVGVzdCBpc3N1ZWQgYnkgbGVh
        ZjB2MBAGByqGSM49AgEGBSuBBAAiA2IABI/nNvfaZEyosLLkGVpDVM8+Dn2myECimO94XQtosTEPyQU6WnaHtNRh
        WlVxoso+cjt13LsHaKpXArqEYxmiAE6MnB+p5zKq+Ah2uvZK1+h5GRlXRI8ZNNx6Wg149O6OrqMgMB4wDAYDVR0T
        AQH/BAIwADAOBgNVHQ8BAf8EBAMCB4AwCgYIKoZIzj0EAwMDZwAwZAIwRx0Ur3LgigjwOO3Cn64U452KcFiWG4DB
        eh/yOn/BBX+jED8nk3dKkTNOrGmilEd4AjA3YrIcvoR+x/0oS/9uh6b10dIM6wiOYl08j5/WyFdL198BVybIOKlH
        4FksDyi3+4s=
        """
    static let unknownCritical = """
        MIIBpTCCASygAwIBAgIUQQjSk+WKzWBEBXa4NXgw87k9ymEwCgYIKoZIzj0EAwMwGTEXMBUGA1UEAwwOVGVzdCBh
        dXRob3JpdHkwHhcNMjAwMTAxMDAwMDAwWhcNNDAwMTAxMDAwMDAwWjAgMR4wHAYDVQQDDBVUZXN0IHVua25vd24g
        Y3JpdGljYWwwdjAQBgcqhkjOPQIBBgUrgQQAIgNiAASP5zb32mRMqLCy5BlaQ1TPPg59pshAopjveF0LaLExD8kF
        Olp2h7TUYVpVcaLKPnI7ddy7B2iqVwK6hGMZogBOjJwfqecyqvgIdrr2StfoeRkZV0SPGTTceloNePTujq6jLjAs
        MAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgeAMAwGAyoDBAEB/wQCBQAwCgYIKoZIzj0EAwMDZwAwZAIwb5Wl
        vH4IatKIjqZSyuB1p8iLDrevI5oKgyNruFl8/r/j+KOQnMkU1bKc/3LBALOtAjBhiISIojsorgFbG6itnQp75QyI
        D8grDEdzvkX/JS/7r5NpnZ8cAgU7peQiOIm4dx8=
        """

    /// The bytes of one of the texts above.
    static func der(_ base64: String) throws -> Bytes {
        struct NoBase64: Error {}
        guard let data = Data(base64Encoded: base64, options: .ignoreUnknownCharacters) else {
            throw NoBase64()
        }
        return Bytes(data)
    }

    /// The certificate of one of the texts above.
    static func certificate(_ base64: String) throws -> X509Certificate {
        try X509Certificate(der: der(base64))
    }
}
