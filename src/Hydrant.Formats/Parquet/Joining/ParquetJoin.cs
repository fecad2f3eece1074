using Hydrant.Core;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Compression;
using Hydrant.Formats.Joining;

namespace Hydrant.Formats.Parquet.Joining;

/// <summary>
/// Parquet files with equal schemas as one: row groups and Bloom filters are copied byte for byte, then the page indexes,
/// and the footers become one (docs/specs/compaction.md).
/// </summary>
internal sealed class ParquetJoin : IFileJoin
{
    private static readonly byte[] Magic = "PAR1"u8.ToArray();

    public async ValueTask<Outcome<JoinFacts>> InspectAsync(IJoinSource source, CancellationToken ct)
    {
        try
        {
            var tail = await ParquetTail.ReadAsync(source, ct);
            return new JoinFacts(tail.Kind(), source.Length, tail.Length);
        }
        catch (InvalidDataException damage)
        {
            return Fault.InvalidArgument(damage.Message);
        }
    }

    public async ValueTask<Fault?> WriteAsync(
        IReadOnlyList<IJoinSource> sources, Stream output, CompressionSeed seed, CancellationToken ct)
    {
        var file = new Parts(output);
        foreach (var source in sources)
        {
            try
            {
                await file.AddBodyAsync(source, ct);
            }
            catch (InvalidDataException damage)
            {
                return Fault.InvalidArgument($"{source.Name}: {damage.Message}");
            }
        }

        // The page indexes of all stand together at the end, where readers fetch them with one request. So footers are
        // read again, and only one is held at a time.
        using var groups = new ByteBuffer();
        for (var i = 0; i < sources.Count; i++)
        {
            try
            {
                await file.AddIndexesAsync(sources[i], i, groups, ct);
            }
            catch (InvalidDataException damage)
            {
                return Fault.InvalidArgument($"{sources[i].Name}: {damage.Message}");
            }
        }

        await file.FinishAsync(groups, ct);
        return null;
    }

    /// <summary>A file under way.</summary>
    private sealed class Parts(Stream output)
    {
        private readonly List<long> _moves = [];
        private ThriftValue? _footer;
        private string? _kind;
        private long _at;
        private long _rows;
        private int _groups;

        public async ValueTask AddBodyAsync(IJoinSource source, CancellationToken ct)
        {
            var tail = await ParquetTail.ReadAsync(source, ct);
            var kind = tail.Kind();
            if (kind != (_kind ??= kind)) throw new InvalidDataException("its schema or its writer is not that of the others");
            _footer ??= tail.Footer;
            if (_at == 0) await WriteAsync(Magic, ct);
            _moves.Add(_at - Magic.Length);
            await Ranges.CopyAsync(source, Magic.Length, tail.BodyEnd - Magic.Length, output, ct);
            _at += tail.BodyEnd - Magic.Length;
        }

        public async ValueTask AddIndexesAsync(IJoinSource source, int number, ByteBuffer groups, CancellationToken ct)
        {
            var tail = await ParquetTail.ReadAsync(source, ct);
            foreach (var group in tail.Groups)
            {
                group.Move(_moves[number], _groups++);
                foreach (var chunk in group.Chunks)
                {
                    foreach (var (field, offset, length) in chunk.Indexes.ToList())
                    {
                        var bytes = await Ranges.ReadAsync(source, offset, length, ct);
                        var index = field == ParquetChunk.OffsetIndexField ? Moved(bytes, _moves[number]) : bytes;
                        chunk.SetIndex(field, _at, index.Length);
                        await WriteAsync(index, ct);
                    }
                }

                ThriftText.Write(group.Value, groups);
            }

            _rows = checked(_rows + tail.Rows);
        }

        public async ValueTask FinishAsync(ByteBuffer groups, CancellationToken ct)
        {
            var footer = _footer!;
            footer.Set(ParquetTail.RowsField, _rows);
            footer.Fields[ParquetTail.GroupsField] = ThriftValue.ListOfWritten(ThriftType.Struct, _groups, groups.WrittenMemory);
            using var bytes = new ByteBuffer();
            ThriftText.Write(footer, bytes);
            bytes.AddLittleEndian(bytes.Count);
            bytes.Add(Magic);
            await WriteAsync(bytes.WrittenMemory, ct);
        }

        // An offset index says where in the file each page is.
        private static byte[] Moved(byte[] offsetIndex, long by)
        {
            const int pages = 1;
            const int offset = 1;
            var index = new ThriftReader(offsetIndex).Struct();
            foreach (var page in index.StructsOf(pages))
            {
                if (page.NumberOf(offset) is not { } at) throw new InvalidDataException("a page index has a page without a place");
                page.Set(offset, at + by);
            }

            using var bytes = new ByteBuffer();
            ThriftText.Write(index, bytes);
            return bytes.Written.ToArray();
        }

        private async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
        {
            await output.WriteAsync(bytes, ct);
            _at += bytes.Length;
        }
    }
}
