using Hydrant.Storage;
using Hydrant.Storage.Segments.Disk;

namespace Hydrant.Testing.Disk;

/// <summary>
/// A directory in memory that loses power as real ones do: what was not synced survives whole, in part or not at all, by
/// seed; names come back in the order in which they changed. It can be full, and its writes and syncs can fail.
/// </summary>
public sealed class SimulatedDisk(int seed) : IDisk
{
    private const int Block = 4096;

    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private readonly List<Action<Dictionary<string, SimulatedFile>>> _unsyncedNames = [];
    private Dictionary<string, SimulatedFile> _names = [];
    private Dictionary<string, SimulatedFile> _durableNames = [];
    private int _boot;

    /// <summary>Whether files that are appended to are written in whole blocks, with zeros behind their end.</summary>
    public bool WritesBlocks { get; set; }

    /// <summary>Bytes that fit on it.</summary>
    public long Capacity { get; set; } = long.MaxValue;

    /// <summary>One in so many syncs fails; 0: none.</summary>
    public int SyncFailureOneIn { get; set; }

    /// <summary>So many of the next writes, syncs fail.</summary>
    public int FailWrites { get; set; }

    public int FailSyncs { get; set; }

    /// <summary>Calls that change something, so far; tests crash at any of them.</summary>
    public int Steps { get; private set; }

    /// <summary>Syncs of files, so far.</summary>
    public int Syncs { get; private set; }

    public long Used
    {
        get { lock (_gate) return _names.Values.Sum(file => (long)file.Current.Length); }
    }

    public IReadOnlyList<string> Names
    {
        get { lock (_gate) return [.. _names.Keys.Order(StringComparer.Ordinal)]; }
    }

    /// <summary>The power goes; every open file is dead, and what survives is there for the next one who opens it.</summary>
    public void Crash()
    {
        lock (_gate)
        {
            _boot++;
            foreach (var change in _unsyncedNames.Take(_random.Next(_unsyncedNames.Count + 1))) change(_durableNames);
            _unsyncedNames.Clear();
            _names = new(_durableNames);
            foreach (var name in Names) _names[name].Crash(_random);
        }
    }

    public byte[] Read(string name)
    {
        lock (_gate) return _names[name].Current.ToArray();
    }

    /// <summary>Puts a file there, durably.</summary>
    public void Put(string name, ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            var file = new SimulatedFile();
            file.Write(0, bytes);
            file.Sync();
            _names[name] = _durableNames[name] = file;
        }
    }

    public void Flip(string name, int position, byte mask)
    {
        lock (_gate) _names[name].Flip(position, mask);
    }

    public void Remove(string name)
    {
        lock (_gate)
        {
            _names.Remove(name);
            _durableNames.Remove(name);
        }
    }

    /// <summary>The disk as a process sees it that is dead after the next crash: what it still calls then fails.</summary>
    public IDisk UntilCrash()
    {
        lock (_gate) return new Booted(this, _boot);
    }

    public ValueTask<IReadOnlyList<string>> ListAsync() => ValueTask.FromResult(Names);

    public ValueTask<IDiskFile> CreateAsync(string name) => CreateAsync(name, since: null);

    public ValueTask<IDiskFile> OpenAsync(string name) => OpenAsync(name, since: null);

    public ValueTask RenameAsync(string from, string to) => RenameAsync(from, to, since: null);

    public ValueTask DeleteAsync(string name) => DeleteAsync(name, since: null);

    public ValueTask SyncDirectoryAsync() => SyncDirectoryAsync(since: null);

    private async ValueTask<IDiskFile> CreateAsync(string name, int? since)
    {
        var boot = await WaitAsync(since);
        lock (_gate)
        {
            CheckPower(boot);
            var file = new SimulatedFile();
            ChangeNames(names => names[name] = file);
            return new Handle(this, file, boot, IsAppended(name));
        }
    }

    private async ValueTask<IDiskFile> OpenAsync(string name, int? since)
    {
        var boot = await WaitAsync(since);
        lock (_gate)
        {
            CheckPower(boot);
            return new Handle(this, Find(name), boot, IsAppended(name));
        }
    }

    private async ValueTask RenameAsync(string from, string to, int? since)
    {
        var boot = await WaitAsync(since);
        lock (_gate)
        {
            CheckPower(boot);
            var file = Find(from);
            ChangeNames(names =>
            {
                names.Remove(from);
                names[to] = file;
            });
        }
    }

    private async ValueTask DeleteAsync(string name, int? since)
    {
        var boot = await WaitAsync(since);
        lock (_gate)
        {
            CheckPower(boot);
            ChangeNames(names => names.Remove(name));
        }
    }

    private async ValueTask SyncDirectoryAsync(int? since)
    {
        var boot = await WaitAsync(since);
        lock (_gate)
        {
            CheckPower(boot);
            _durableNames = new(_names);
            _unsyncedNames.Clear();
        }
    }

    // Others get their turn before a call takes effect, as long as the seed says.
    private async ValueTask<int> WaitAsync(int? since = null)
    {
        int turns;
        int boot;
        lock (_gate) (turns, boot) = (_random.Next(3), since ?? _boot);
        for (; turns > 0; turns--) await Task.Yield();
        return boot;
    }

    private void CheckPower(int boot)
    {
        if (boot != _boot) throw new StorageException(StorageFaultKind.Unavailable, "The power is off.");
    }

    private SimulatedFile Find(string name) => _names.TryGetValue(name, out var file)
        ? file
        : throw new StorageException(StorageFaultKind.Unavailable, $"There is no file {name}.");

    private void ChangeNames(Action<Dictionary<string, SimulatedFile>> change)
    {
        Steps++;
        change(_names);
        _unsyncedNames.Add(change);
    }

    private void Write(SimulatedFile file, long position, ReadOnlySpan<byte> bytes)
    {
        Steps++;
        if (FailWrites > 0)
        {
            FailWrites--;
            file.Write(position, bytes[..(bytes.Length / 2)]);
            throw new StorageException(StorageFaultKind.Unavailable, "A write failed.");
        }

        var room = Math.Max(0, Capacity - Used);
        var growth = position + bytes.Length - file.Current.Length;
        if (growth > room)
        {
            file.Write(position, bytes[..(int)Math.Max(0, bytes.Length - (growth - room))]);
            throw new StorageException(StorageFaultKind.Full, "The disk is full.");
        }

        file.Write(position, bytes);
    }

    private void Sync(SimulatedFile file)
    {
        Steps++;
        Syncs++;
        if (FailSyncs > 0 || (SyncFailureOneIn > 0 && _random.Next(SyncFailureOneIn) == 0))
        {
            FailSyncs = Math.Max(0, FailSyncs - 1);
            file.FailSync(_random);
            throw new StorageException(StorageFaultKind.Unavailable, "A sync failed.");
        }

        file.Sync();
    }

    private static bool IsAppended(string name) => name.EndsWith(".segment", StringComparison.Ordinal);

    // The block in which the write begins is written again with it, and the one in which it ends to its end.
    private void WriteBlocks(SimulatedFile file, long position, ReadOnlySpan<byte> bytes)
    {
        var start = position / Block * Block;
        var end = (position + bytes.Length + Block - 1) / Block * Block;
        var blocks = new byte[end - start];
        file.Current.AsSpan((int)start, (int)(position - start)).CopyTo(blocks);
        bytes.CopyTo(blocks.AsSpan((int)(position - start)));
        Write(file, start, blocks);
    }

    private sealed class Booted(SimulatedDisk disk, int boot) : IDisk
    {
        public ValueTask<IReadOnlyList<string>> ListAsync()
        {
            lock (disk._gate) disk.CheckPower(boot);
            return disk.ListAsync();
        }

        public ValueTask<IDiskFile> CreateAsync(string name) => disk.CreateAsync(name, boot);

        public ValueTask<IDiskFile> OpenAsync(string name) => disk.OpenAsync(name, boot);

        public ValueTask RenameAsync(string from, string to) => disk.RenameAsync(from, to, boot);

        public ValueTask DeleteAsync(string name) => disk.DeleteAsync(name, boot);

        public ValueTask SyncDirectoryAsync() => disk.SyncDirectoryAsync(boot);
    }

    private sealed class Handle(SimulatedDisk disk, SimulatedFile file, int boot, bool isAppended) : IDiskFile
    {
        public long Length
        {
            get { lock (disk._gate) return file.Current.Length; }
        }

        public async ValueTask<int> ReadAsync(long position, Memory<byte> target)
        {
            await disk.WaitAsync();
            lock (disk._gate)
            {
                disk.CheckPower(boot);
                var rest = file.Current.AsSpan((int)Math.Min(position, file.Current.Length));
                var length = Math.Min(rest.Length, target.Length);
                rest[..length].CopyTo(target.Span);
                return length;
            }
        }

        public ValueTask WriteAsync(long position, ReadOnlyMemory<byte> bytes) =>
            ChangeAsync(() =>
            {
                if (isAppended && disk.WritesBlocks) disk.WriteBlocks(file, position, bytes.Span);
                else disk.Write(file, position, bytes.Span);
            });

        public ValueTask SyncAsync() => ChangeAsync(() => disk.Sync(file));

        public ValueTask TruncateAsync(long length) => ChangeAsync(() => file.Truncate((int)length));

        public void Dispose()
        {
        }

        private async ValueTask ChangeAsync(Action change)
        {
            await disk.WaitAsync();
            lock (disk._gate)
            {
                disk.CheckPower(boot);
                change();
            }

            // The effect is there; the caller hears of it later.
            await disk.WaitAsync();
            lock (disk._gate) disk.CheckPower(boot);
        }
    }
}
