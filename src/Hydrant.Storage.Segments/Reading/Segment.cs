using System.Globalization;
using Hydrant.Storage.Segments.Disk;

namespace Hydrant.Storage.Segments.Reading;

/// <summary>One file of the journal. Readers hold it while they read, so that a file taken away stays readable to them.</summary>
internal sealed class Segment(long number, int generation, IDiskFile file)
{
    /// <summary>How the names of segments end.</summary>
    public const string Extension = ".segment";

    private int _holders = 1;
    private long _live;

    public long Number => number;

    /// <summary>0 as written, one more with each rewriting.</summary>
    public int Generation => generation;

    public IDiskFile File => file;

    /// <summary>Bytes that count; behind them there may be the rest of a commit that failed.</summary>
    public long Length { get; set; }

    /// <summary>Sequence of the first commit.</summary>
    public long FirstCommit { get; init; }

    /// <summary>The place of its first byte in the stream of all bytes this process has written; negative when another process wrote it.</summary>
    public long CacheBase { get; init; } = -1;

    /// <summary>What its commits carry to be told from bytes inside a record.</summary>
    public uint Secret { get; init; }

    public bool IsSealed { get; set; }

    /// <summary>Bytes of the frames that were not trimmed; a hint for when a look is worthwhile.</summary>
    public long LiveBytes => Interlocked.Read(ref _live);

    public string Name => NameOf(number, generation);

    public string IndexName => $"{Path.GetFileNameWithoutExtension(Name)}.index";

    public static string NameOf(long number, int generation) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:D12}-{generation:D4}{Extension}");

    public static bool TryParseName(string name, out long number, out int generation)
    {
        (number, generation) = (0, 0);
        return name.Length == 25 && name.EndsWith(Extension, StringComparison.Ordinal) && name[12] == '-'
            && long.TryParse(name.AsSpan(0, 12), NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && int.TryParse(name.AsSpan(13, 4), NumberStyles.None, CultureInfo.InvariantCulture, out generation);
    }

    /// <summary>So many bytes of frames came, or went.</summary>
    public void Count(long bytes) => Interlocked.Add(ref _live, bytes);

    /// <summary>Keeps the file open; false when it has been taken away already, and the place must be looked up again.</summary>
    public bool TryHold()
    {
        while (true)
        {
            var holders = Volatile.Read(ref _holders);
            if (holders == 0) return false;
            if (Interlocked.CompareExchange(ref _holders, holders + 1, holders) == holders) return true;
        }
    }

    /// <summary>Ends a hold, or the journal's own; the last one closes the file.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0) file.Dispose();
    }
}
