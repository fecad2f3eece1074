using Hydrant.Compliance.Logs;

namespace Hydrant.Compliance.Catalog;

public sealed class MemoryCatalogCompliance() : LogCatalogCompliance(new MemoryLogStoreFixture());
