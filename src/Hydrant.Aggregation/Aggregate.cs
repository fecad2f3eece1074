using System.Buffers;
using System.Security.Cryptography;
using Hydrant.Core;

namespace Hydrant.Aggregation;

/// <summary>
/// A record that holds many, as the Kinesis Producer Library packs them (docs/formats/aggregated-record.md): four magic
/// bytes, a protobuf message, and its MD5. Whatever is not exactly that is a plain record. Opening checks everything, so
/// that walking cannot fail; both look at the bytes in place and take memory for the tables of keys alone, four bytes for
/// each key. Dispose gives it back.
/// </summary>
public readonly ref struct Aggregate : IDisposable
{
    private const int KeyTable = 1;
    private const int HashKeyTable = 2;
    private const int Records = 3;
    private const int DigestSize = MD5.HashSizeInBytes;

    private readonly ReadOnlySpan<byte> _message;
    private readonly int[] _starts; // Of the entries of both tables, the partition keys first.
    private readonly int _keys;

    private Aggregate(ReadOnlySpan<byte> message, Counts counts, int[] starts)
    {
        _message = message;
        (_starts, _keys, Count) = (starts, counts.Keys, counts.Records);
    }

    /// <summary>The first bytes of every aggregate.</summary>
    public static ReadOnlySpan<byte> Magic => [0xf3, 0x89, 0x9a, 0xc2];

    /// <summary>How many records it holds; there may be none.</summary>
    public int Count { get; }

    /// <summary>Opens the data of a record; false when it is a plain one, or a damaged aggregate, which counts as that.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> data, out Aggregate aggregate)
    {
        aggregate = default;
        if (!data.StartsWith(Magic) || data.Length <= Magic.Length + DigestSize) return false;

        var message = data[Magic.Length..^DigestSize];
        Span<byte> digest = stackalloc byte[DigestSize];
        MD5.HashData(message, digest);
        if (!data[^DigestSize..].SequenceEqual(digest) || !TryCount(message, out var counts)) return false;

        var starts = ArrayPool<int>.Shared.Rent(counts.Keys + counts.HashKeys);
        FindTables(message, starts, counts);
        var opened = new Aggregate(message, counts, starts);
        if (opened.CheckRecords(counts))
        {
            aggregate = opened;
            return true;
        }

        opened.Dispose();
        return false;
    }

    public Enumerator GetEnumerator() => new(this);

    public void Dispose()
    {
        if (_starts is { Length: > 0 }) ArrayPool<int>.Shared.Return(_starts);
    }

    private static bool TryCount(ReadOnlySpan<byte> message, out Counts counts)
    {
        var (keys, hashKeys, records) = (0, 0, 0);
        var fields = new ProtoReader(message);
        while (fields.Next())
        {
            if (fields.Tag == ProtoReader.TagOf(KeyTable, ProtoReader.Bytes)) keys++;
            if (fields.Tag == ProtoReader.TagOf(HashKeyTable, ProtoReader.Bytes)) hashKeys++;
            if (fields.Tag == ProtoReader.TagOf(Records, ProtoReader.Bytes)) records++;
        }

        counts = new Counts(keys, hashKeys, records);
        return !fields.IsBroken;
    }

    // Tables may stand anywhere in the message, also behind the records and between them.
    private static void FindTables(ReadOnlySpan<byte> message, int[] starts, Counts counts)
    {
        var (key, hashKey) = (0, counts.Keys);
        var fields = new ProtoReader(message);
        while (fields.Next())
        {
            if (fields.Tag == ProtoReader.TagOf(KeyTable, ProtoReader.Bytes)) starts[key++] = fields.FieldStart;
            if (fields.Tag == ProtoReader.TagOf(HashKeyTable, ProtoReader.Bytes)) starts[hashKey++] = fields.FieldStart;
        }
    }

    private bool CheckRecords(Counts counts)
    {
        var fields = new ProtoReader(_message);
        while (fields.Next())
        {
            if (fields.Tag != ProtoReader.TagOf(Records, ProtoReader.Bytes)) continue;
            if (!PackedRecord.TryRead(fields.Value, out var record)) return false;
            if (record.KeyIndex >= (ulong)counts.Keys) return false;
            if (record.HasHashKey && record.HashKeyIndex >= (ulong)counts.HashKeys) return false;
        }

        return true;
    }

    private ReadOnlySpan<byte> Text(int entry)
    {
        var fields = new ProtoReader(_message[_starts[entry]..]);
        var isThere = fields.Next();
        Invariant.That(isThere);
        return fields.Value;
    }

    /// <summary>Walks the records in their order.</summary>
    public ref struct Enumerator
    {
        private readonly Aggregate _aggregate;
        private ProtoReader _fields;
        private int _next;

        internal Enumerator(Aggregate aggregate)
        {
            _aggregate = aggregate;
            _fields = new ProtoReader(aggregate._message);
        }

        public UserRecord Current { get; private set; }

        public bool MoveNext()
        {
            while (_fields.Next())
            {
                if (_fields.Tag != ProtoReader.TagOf(Records, ProtoReader.Bytes)) continue;

                var isRecord = PackedRecord.TryRead(_fields.Value, out var record);
                Invariant.That(isRecord);
                Current = new UserRecord(
                    _next++,
                    _aggregate.Text((int)record.KeyIndex),
                    record.HasHashKey ? _aggregate.Text(_aggregate._keys + (int)record.HashKeyIndex) : default,
                    record.Data);
                return true;
            }

            return false;
        }
    }

    private readonly record struct Counts(int Keys, int HashKeys, int Records);
}
