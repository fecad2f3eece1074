using Hydrant.Compliance.Logs;
using Hydrant.Storage;
using Hydrant.Storage.Catalog;

namespace Hydrant.Compliance.Catalog;

/// <summary>The catalogue that keeps its documents in a log, over any log.</summary>
public abstract class LogCatalogCompliance(ILogStoreFixture logs) : CatalogCompliance
{
    protected override async Task<ICatalogStore> OpenAsync() =>
        await LogCatalogStore.OpenAsync(await logs.OpenAsync(), Ct);

    protected override ValueTask CloseAsync() => logs.DisposeAsync();
}
