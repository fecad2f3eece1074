using System.Runtime.CompilerServices;
using System.Text;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Batches;
using Hydrant.Storage.Catalog;

namespace Hydrant.Compliance.Catalog;

/// <summary>What version 1 wrote is read forever, and as long as version 1 is written, written like that.</summary>
public sealed class CatalogGoldenFileTests
{
    private static readonly (CatalogEntryKind Kind, string Key, long Version, string Body)[] Entries =
    [
        (CatalogEntryKind.Put, "streams/größe", 1, "{\"a\":1}"),
        (CatalogEntryKind.Put, "empty", 2, ""),
        (CatalogEntryKind.Delete, "streams/größe", 3, ""),
        (CatalogEntryKind.Counter, "", 0x0102030405060708, ""),
    ];

    [Fact]
    public void Version_1_is_written_as_it_was()
    {
        using var buffer = new RecordBuffer();
        foreach (var (kind, key, version, body) in Entries)
            new CatalogEntry(kind, key, version, Encoding.UTF8.GetBytes(body)).AddTo(buffer);
        buffer.Bytes.ToArray().ShouldBe(Golden());
    }

    [Fact]
    public void Version_1_is_read_as_it_was_meant()
    {
        var read = new List<(CatalogEntryKind, string, long, string)>();
        using var page = PageOf(Golden(), Entries.Length);
        foreach (var record in page)
        {
            var entry = CatalogEntry.Read(record);
            read.Add((entry.Kind, entry.Key, entry.DocumentVersion, Encoding.UTF8.GetString(entry.Body.Span)));
        }

        read.ShouldBe(Entries);
    }

    [Theory]
    [InlineData(0, 2)] // A later version.
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(1, 4)] // A later kind.
    public void What_a_newer_server_wrote_is_refused(int at, byte value)
    {
        using var buffer = new RecordBuffer();
        var data = new byte[16];
        (data[0], data[1]) = (1, 1);
        data[at] = value;
        buffer.Add("a"u8, data);
        ShouldBeRefused(buffer);
    }

    [Fact]
    public void A_record_too_short_for_its_header_is_refused()
    {
        using var buffer = new RecordBuffer();
        buffer.Add("a"u8, [1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
        ShouldBeRefused(buffer);
    }

    private static void ShouldBeRefused(RecordBuffer records) => Should.Throw<StorageException>(() =>
    {
        using var page = PageOf(records.Bytes, records.Count);
        foreach (var record in page) CatalogEntry.Read(record);
    }).Kind.ShouldBe(StorageFaultKind.Corrupt);

    private static RecordPage PageOf(ReadOnlySpan<byte> records, int count)
    {
        var frame = new byte[RecordBatchFrame.HeaderSize + records.Length];
        records.CopyTo(frame.AsSpan(RecordBatchFrame.HeaderSize));
        new RecordBatchFrame(frame.Length, ShardKey.Catalog, LogOffset.Zero, 1, 0, count).Seal(frame);
        return new RecordPage(frame, frame.Length, LogOffset.Zero, LogOffset.Zero + count, ownsBytes: false);
    }

    private static byte[] Golden([CallerFilePath] string here = "") =>
        File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "testdata", "catalog", "v1.bin"));
}
