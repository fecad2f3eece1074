using Hydrant.Storage;

namespace Hydrant.Delivery.Tests.World;

/// <summary>A catalogue whose process may die right before and right after each write.</summary>
internal sealed class CrashingCatalog(ICatalogStore inner, CrashPoint crash) : ICatalogStore
{
    /// <summary>Thrown by each write as long as it is set.</summary>
    public StorageException? Fails { get; set; }

    public ValueTask<CatalogDocument?> GetAsync(string key, CancellationToken ct) => inner.GetAsync(key, ct);

    public ValueTask<IReadOnlyList<CatalogDocument>> ListAsync(string prefix, CancellationToken ct) => inner.ListAsync(prefix, ct);

    public async ValueTask<CatalogVersion?> PutAsync(
        string key, ReadOnlyMemory<byte> body, CatalogVersion expected, CancellationToken ct)
    {
        if (Fails is { } failure) throw failure;
        await crash.PassAsync(ct);
        var version = await inner.PutAsync(key, body, expected, CancellationToken.None);
        await crash.PassAsync(ct);
        return version;
    }

    public async ValueTask<bool> DeleteAsync(string key, CatalogVersion expected, CancellationToken ct)
    {
        await crash.PassAsync(ct);
        var deleted = await inner.DeleteAsync(key, expected, CancellationToken.None);
        await crash.PassAsync(ct);
        return deleted;
    }
}
