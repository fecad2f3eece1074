namespace Hydrant.Compliance.Logs;

public sealed class MemoryLogStoreCompliance() : LogStoreCompliance(new MemoryLogStoreFixture());
