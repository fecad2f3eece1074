namespace Hydrant.Testing.Disk;

/// <summary>A file's bytes as readers see them, as the platter holds them, and what lies between. The disk's lock is held.</summary>
internal sealed class SimulatedFile
{
    private const int Sector = 512;

    private readonly List<Change> _unsynced = [];
    private byte[] _durable = [];

    /// <summary>As readers see it.</summary>
    public byte[] Current { get; private set; } = [];

    public void Write(long position, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return;
        Current = Applied(Current, (int)position, bytes);
        _unsynced.Add(new Change((int)position, bytes.ToArray()));
    }

    public void Truncate(int length)
    {
        Current = Current.AsSpan(0, Math.Min(length, Current.Length)).ToArray();
        _unsynced.Add(new Change(length, null));
    }

    public void Sync()
    {
        _durable = Current.ToArray();
        _unsynced.Clear();
    }

    /// <summary>Some sectors reached the platter, the others are forgotten; readers still see them until the crash.</summary>
    public void FailSync(Random random)
    {
        _durable = Survivors(random);
        _unsynced.Clear();
    }

    public void Crash(Random random)
    {
        Current = Survivors(random);
        Sync();
    }

    /// <summary>Bits that changed on the platter by themselves.</summary>
    public void Flip(int position, byte mask)
    {
        Current[position] ^= mask;
        Sync();
    }

    // Each unsynced write survives whole, not at all, or in any of its sectors.
    private byte[] Survivors(Random random)
    {
        var bytes = _durable.ToArray();
        foreach (var (position, written) in _unsynced)
        {
            var fate = random.Next(4);
            if (fate == 0) continue;
            if (written is null) bytes = bytes.AsSpan(0, Math.Min(position, bytes.Length)).ToArray();
            else if (fate == 1) bytes = Applied(bytes, position, written);
            else bytes = Torn(bytes, position, written, random);
        }

        return bytes;
    }

    private static byte[] Torn(byte[] bytes, int position, byte[] written, Random random)
    {
        for (var at = 0; at < written.Length;)
        {
            var length = Math.Min(written.Length - at, Sector - ((position + at) % Sector));
            if (random.Next(2) == 0) bytes = Applied(bytes, position + at, written.AsSpan(at, length));
            at += length;
        }

        return bytes;
    }

    private static byte[] Applied(byte[] bytes, int position, ReadOnlySpan<byte> written)
    {
        if (bytes.Length < position + written.Length) Array.Resize(ref bytes, position + written.Length);
        written.CopyTo(bytes.AsSpan(position));
        return bytes;
    }

    /// <param name="Position">Where bytes were written, or the new length when there are none.</param>
    private readonly record struct Change(int Position, byte[]? Written);
}
