using Hydrant.Storage;
using Hydrant.Storage.Batches;

namespace Hydrant.Delivery.Tests.World;

/// <summary>Logs whose process may die right before and right after what was processed is appended.</summary>
internal sealed class CrashingLogStore(ILogStore inner, CrashPoint crash) : ILogStore
{
    public IShardLog Open(ShardKey key) => inner.Open(key);

    public async ValueTask AppendAsync(AppendGroup group, CancellationToken ct)
    {
        await crash.PassAsync(ct);
        await inner.AppendAsync(group, CancellationToken.None);
        await crash.PassAsync(ct);
    }

    public ValueTask DropAsync(ShardKey key, CancellationToken ct) => inner.DropAsync(key, ct);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
