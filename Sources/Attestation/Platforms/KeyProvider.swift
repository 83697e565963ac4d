import Cryptography
public import Primitives

/// Who provides the keys of a guest's disk, as its event `key-provider` says.
public enum KeyProvider {
    /// What the measurements take of it: SHA-256 of the event's payload, or zero without one and in
    /// measurements of the boot, which ends before it (dstack, `decode_app_info`).
    public static func measurement(info: Bytes, isBoottime: Bool = false) -> Hash32 {
        info.isEmpty || isBoottime ? .zero : SHA256.hash(info)
    }
}
