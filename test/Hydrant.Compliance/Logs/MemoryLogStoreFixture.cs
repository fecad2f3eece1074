using Hydrant.Storage;
using Hydrant.Storage.Memory;
using Hydrant.Testing.Clock;

namespace Hydrant.Compliance.Logs;

public sealed class MemoryLogStoreFixture : ILogStoreFixture
{
    private MemoryLogStore? _store;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public async ValueTask<ILogStore> OpenAsync()
    {
        await DisposeAsync();
        return _store = new MemoryLogStore(Clock);
    }

    public ValueTask CrashAsync() => throw new NotSupportedException("Memory does not outlive a crash.");

    public async ValueTask DisposeAsync()
    {
        if (_store is not null) await _store.DisposeAsync();
    }
}
