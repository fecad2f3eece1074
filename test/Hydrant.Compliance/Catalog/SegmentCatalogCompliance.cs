using Hydrant.Compliance.Logs;

namespace Hydrant.Compliance.Catalog;

public sealed class SegmentCatalogCompliance() : LogCatalogCompliance(new SegmentLogStoreFixture());
