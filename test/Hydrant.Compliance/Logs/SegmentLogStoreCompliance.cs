namespace Hydrant.Compliance.Logs;

public sealed class SegmentLogStoreCompliance() : LogStoreCompliance(new SegmentLogStoreFixture());
