using Hydrant.Compliance.Objects;
using Hydrant.Storage;
using Hydrant.Storage.S3;

namespace Hydrant.Compliance.Compaction;

public sealed class S3CompactionCompliance(S3GatewayFixture fixture) : CompactionCompliance, IAsyncLifetime
{
    private S3ObjectStore? _store;

    protected override IObjectStore Store => _store!;

    public async ValueTask InitializeAsync() => _store = new S3ObjectStore(await fixture.OptionsAsync());

    public ValueTask DisposeAsync()
    {
        _store?.Dispose();
        return ValueTask.CompletedTask;
    }
}
