public import Primitives

/// A boot that a service let pass, as its log records it: keys were released for it.
public struct RecordedRelease: Hashable, Sendable {
    /// Where the record stands and when it was made.
    public struct Mark: Hashable, Sendable {
        /// The place in the log, from 0.
        public let index: UInt64
        /// The leaf hash, which names the record.
        public let leaf: Hash32
        /// When the answer was made.
        public let time: Timestamp

        /// A mark.
        public init(index: UInt64, leaf: Hash32, time: Timestamp) {
            self.index = index
            self.leaf = leaf
            self.time = time
        }
    }

    /// What was measured, and who asked.
    public struct Boot: Hashable, Sendable {
        /// Whether it was a boot of the KMS itself.
        public let isKms: Bool
        /// The app; of a boot of the KMS it decides nothing.
        public let app: Address
        /// The OS image.
        public let image: Hash32
        /// The compose hash.
        public let compose: Hash32
        /// The measurement of everything.
        public let measurement: Hash32
        /// The device; nil for a machine without an identity.
        public let device: Hash32?

        /// A boot.
        public init(
            isKms: Bool, app: Address, image: Hash32, compose: Hash32, measurement: Hash32,
            device: Hash32?
        ) {
            self.isKms = isKms
            self.app = app
            self.image = image
            self.compose = compose
            self.measurement = measurement
            self.device = device
        }
    }

    /// Where the record stands.
    public let mark: Mark
    /// The boot.
    public let boot: Boot
    /// The DstackKms that was asked; nil where no contract was.
    public let kms: Address?
    /// The blocks at which the contracts were read, the older one first; none where none was.
    public let blocks: [BlockPoint]

    /// A release.
    public init(mark: Mark, boot: Boot, kms: Address?, blocks: [BlockPoint]) {
        self.mark = mark
        self.boot = boot
        self.kms = kms
        self.blocks = blocks
    }
}
