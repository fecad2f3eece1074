namespace Hydrant.Compliance.Logs;

public sealed class SegmentDurableLogStoreCompliance() : DurableLogStoreCompliance(new SegmentLogStoreFixture());
