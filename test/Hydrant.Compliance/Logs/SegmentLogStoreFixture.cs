using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Segments;
using Hydrant.Testing.Clock;

namespace Hydrant.Compliance.Logs;

public sealed class SegmentLogStoreFixture : ILogStoreFixture
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("hydrant-logs-");
    private readonly List<SegmentLogStore> _stores = [];
    private string _place;

    public SegmentLogStoreFixture() => _place = Path.Combine(_root.FullName, "0");

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public async ValueTask<ILogStore> OpenAsync()
    {
        if (_stores is [.., var last]) await last.DisposeAsync();

        // Small segments and a small index cache: closing, indexing, loading and freeing them are part of every test.
        var options = new SegmentLogOptions
        {
            Directory = _place,
            RewriteAfter = TimeSpan.Zero,
            SegmentSize = ByteSize.KiB(64),
            TailCacheSize = ByteSize.MiB(1),
            MaxCachedIndexEntries = 1_000,
        };
        options.Mistakes().ShouldBeEmpty();
        var store = await SegmentLogStore.OpenAsync(options, Clock);
        _stores.Add(store);
        store.Damage.ShouldBeEmpty();
        return store;
    }

    /// <summary>The next store starts from a copy of the files as they are; the old one knows nothing of it.</summary>
    public async ValueTask CrashAsync()
    {
        await _stores[^1].SweepAsync(); // A file must not go away while it is copied.
        var next = Directory.CreateDirectory(Path.Combine(_root.FullName, $"{_stores.Count}"));
        foreach (var file in new DirectoryInfo(_place).GetFiles()) file.CopyTo(Path.Combine(next.FullName, file.Name));
        _place = next.FullName;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores) await store.DisposeAsync();
        _root.Delete(recursive: true);
    }
}
