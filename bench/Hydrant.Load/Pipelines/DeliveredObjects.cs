namespace Hydrant.Load.Pipelines;

/// <summary>The files of a bucket, each read once. For one caller at a time.</summary>
internal sealed class DeliveredObjects(string data, string convert)
{
    private readonly string _bucket = Path.Combine(data, "buckets", PipelineStream.Bucket);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public int Files => _known.Count;

    public long Bytes { get; private set; }

    /// <summary>Of all files; null where the format does not tell.</summary>
    public long? Rows { get; private set; } = convert == "orc" ? null : 0;

    /// <summary>When the last one was there.</summary>
    public DateTime LastAt { get; private set; }

    /// <summary>Records that were not delivered as they should be.</summary>
    public bool HasFailures => Directory.Exists(Path.Combine(_bucket, "failed"));

    public void Look()
    {
        var folder = new DirectoryInfo(Path.Combine(_bucket, "access"));
        if (!folder.Exists) return;
        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            if (!_known.Add(file.FullName)) continue;
            Bytes += file.Length;
            if (file.LastWriteTimeUtc > LastAt) LastAt = file.LastWriteTimeUtc;
            if (Rows is not null) Rows += convert == "parquet" ? ParquetRows.Of(file.FullName) : Lines(file.FullName);
        }
    }

    private static long Lines(string path)
    {
        var buffer = new byte[1 << 20];
        using var file = File.OpenRead(path);
        var lines = 0L;
        while (file.Read(buffer) is var count and > 0) lines += buffer.AsSpan(0, count).Count((byte)'\n');
        return lines;
    }
}
