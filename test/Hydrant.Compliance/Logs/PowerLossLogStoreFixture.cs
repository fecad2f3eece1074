using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Segments;
using Hydrant.Testing.Clock;
using Hydrant.Testing.Disk;

namespace Hydrant.Compliance.Logs;

/// <summary>Segments on a disk that loses what was not synced.</summary>
public sealed class PowerLossLogStoreFixture : ILogStoreFixture
{
    private readonly SimulatedDisk _disk = new(seed: 20260102);
    private readonly List<SegmentLogStore> _stores = [];
    private bool _crashed;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public async ValueTask<ILogStore> OpenAsync()
    {
        if (_stores is [.., var last] && !_crashed) await last.DisposeAsync();
        _crashed = false;
        var options = new SegmentLogOptions { Directory = "/simulated", SegmentSize = ByteSize.KiB(64) };
        _stores.Add(await SegmentLogStore.OpenAsync(options, Clock, _disk.UntilCrash()));
        return _stores[^1];
    }

    public ValueTask CrashAsync()
    {
        _disk.Crash();
        _crashed = true;
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores) await store.DisposeAsync();
    }
}
