using System.Collections.Concurrent;
using Hydrant.Core;
using Hydrant.Storage.Batches;
using Hydrant.Storage.Segments.Disk;
using Hydrant.Storage.Segments.Journal;
using Hydrant.Storage.Segments.Reading;
using Hydrant.Storage.Segments.Retention;

namespace Hydrant.Storage.Segments;

/// <summary>
/// The log in files of this machine: one journal for all shards, in segments; an index for each; memory that does not grow
/// with what is stored. Put together here; the work is done by its parts. Safe from any thread.
/// </summary>
public sealed class SegmentLogStore : ILogStore
{
    private readonly ConcurrentDictionary<ShardKey, SegmentShardLog> _shards = new();
    private readonly Lock _gate = new();
    private readonly List<Segment> _segments = [];
    private readonly Dictionary<Segment, List<Slice>> _open = [];
    private readonly IDisk _disk;
    private readonly GroupCommit _commits;
    private Task _loops = Task.CompletedTask;
    private bool _isClosed;

    private SegmentLogStore(SegmentLogOptions options, IDisk disk, TimeProvider clock, IIdSource ids)
    {
        _disk = disk;
        var cache = new TailCache(options.TailCacheSize);
        Writer = new JournalWriter(this, disk, options, cache, ids);
        _commits = new GroupCommit(Writer, options.MaxCommitSize, clock);
        Reader = new ShardReader(new IndexCache(disk, options.MaxCachedIndexEntries), new FrameFetcher(cache));
        Sweeper = new SegmentSweep(this, disk, options.RewriteAfter, clock);
    }

    /// <summary>What the last start found damaged, in words for the operator; empty when all was well.</summary>
    public IReadOnlyList<string> Damage { get; private set; } = [];

    /// <summary>Commits synced since the start; one sync each.</summary>
    public long Commits => Writer.Commits;

    internal ShardReader Reader { get; }

    internal SegmentSweep Sweeper { get; }

    internal JournalWriter Writer { get; }

    /// <summary>Opens the log: recovers what a crash left, then takes appends.</summary>
    /// <param name="options">Without mistakes.</param>
    /// <param name="clock">Gives arrival times.</param>
    /// <param name="disk">The directory's files; the real ones when null, and then closed with the log.</param>
    /// <param name="ids">Makes the secrets of segments; a random one when null.</param>
    /// <exception cref="StorageException">Unavailable, or Corrupt when even the bounds of the shards are lost.</exception>
    public static async Task<SegmentLogStore> OpenAsync(
        SegmentLogOptions options, TimeProvider clock, IDisk? disk = null, IIdSource? ids = null)
    {
        var store = new SegmentLogStore(options, disk ?? new FileDisk(options.Directory), clock, ids ?? new RandomIdSource());
        var recovered = await Recovery.RunAsync(store, store._disk);
        store.Damage = store.Reader.Damage = recovered.Damage;
        store.Writer.Start(recovered.Last, recovered.NextNumber, recovered.NextCommit);
        store._loops = Task.WhenAll(store._commits.RunAsync(), store.Sweeper.RunAsync());
        return store;
    }

    public IShardLog Open(ShardKey key)
    {
        if (_isClosed) throw new StorageException(StorageFaultKind.Closed, "The log was closed.");
        return Shard(key);
    }

    public ValueTask AppendAsync(AppendGroup group, CancellationToken ct) => _commits.AppendAsync(group);

    public async ValueTask DropAsync(ShardKey key, CancellationToken ct)
    {
        var shard = Shard(key);
        _commits.Exclusively(() => shard.Close(isDropped: true));
        await Sweeper.SaveBoundsAsync();
        Sweeper.Wake();
    }

    /// <summary>Frees what space can be freed now, instead of soon.</summary>
    public Task SweepAsync() => Sweeper.SweepAsync();

    public async ValueTask DisposeAsync()
    {
        if (_isClosed) return;
        _isClosed = true;
        _commits.Stop();
        Sweeper.Stop();
        await _loops;
        foreach (var shard in _shards.Values) shard.Close(isDropped: false);
        try
        {
            await Sweeper.SaveBoundsAsync();
            if (AllSegments() is [.., var last]) await last.File.TruncateAsync(last.Length);
        }
        catch (StorageException)
        {
            // The records are safe without it; the next start reads a little more.
        }

        lock (_gate)
        {
            foreach (var segment in _segments) segment.Release();
            _segments.Clear();
        }

        Sweeper.Dispose();
        (_disk as IDisposable)?.Dispose();
    }

    internal ValueTask<AppendedRange> AppendAsync(SegmentShardLog shard, RecordBuffer records, CancellationToken ct) =>
        _commits.AppendAsync(shard, records);

    internal ValueTask SealAsync(SegmentShardLog shard) => _commits.SealAsync(shard);

    internal void Unseal(SegmentShardLog shard) => _commits.Exclusively(() => shard.Seal(false));

    internal SegmentShardLog Shard(ShardKey key) => _shards.GetOrAdd(key, static (k, store) => new SegmentShardLog(k, store), this);

    /// <summary>Null when nothing was ever heard of that shard.</summary>
    internal SegmentShardLog? Find(ShardKey key) => _shards.GetValueOrDefault(key);

    internal IReadOnlyList<SegmentShardLog> AllShards() => [.. _shards.Values.OrderBy(shard => shard.Key)];

    internal IReadOnlyList<Segment> AllSegments()
    {
        lock (_gate) return [.. _segments];
    }

    /// <summary>A slice for entries that are coming; remembered until its segment is closed.</summary>
    internal Slice NewSlice(ShardKey key, Segment segment)
    {
        var slice = new Slice(key, segment);
        lock (_gate)
        {
            if (!_open.TryGetValue(segment, out var slices)) _open[segment] = slices = [];
            slices.Add(slice);
        }

        return slice;
    }

    internal void Add(Segment segment)
    {
        lock (_gate) _segments.Add(segment);
    }

    internal void Replace(Segment old, Segment? by)
    {
        lock (_gate)
        {
            var at = _segments.IndexOf(old);
            if (by is null) _segments.RemoveAt(at);
            else _segments[at] = by;
        }
    }

    /// <summary>
    /// Closes a segment and writes its index. The index is no more than a shorter way to what the segment says, so that
    /// failing to write it fails nothing; entries without one stay in memory.
    /// </summary>
    internal async ValueTask CloseSegmentAsync(Segment segment)
    {
        List<Slice> slices;
        lock (_gate)
        {
            slices = _open.Remove(segment, out var found) ? found : [];
        }

        try
        {
            await segment.File.TruncateAsync(segment.Length); // Room it did not need, or the rest of a commit that failed.
            await WriteIndexAsync(_disk, segment, slices);
            foreach (var slice in slices) Reader.Index.Remember(Shard(slice.Shard), slice);
        }
        catch (StorageException)
        {
            foreach (var slice in slices) slice.IndexPosition = 0;
        }

        segment.IsSealed = true;
        Sweeper.Wake();
    }

    internal static async ValueTask WriteIndexAsync(IDisk disk, Segment segment, IReadOnlyList<Slice> slices)
    {
        var bytes = IndexFile.Write(segment, slices);
        using var file = await disk.CreateAsync(segment.IndexName);
        await file.WriteAsync(0, bytes);
    }
}
