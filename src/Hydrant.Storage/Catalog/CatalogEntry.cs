using System.Buffers.Binary;
using System.Text;
using Hydrant.Storage.Batches;

namespace Hydrant.Storage.Catalog;

/// <summary>
/// One change of the catalogue, as a record of its log: the key is the document's key, the data are little-endian
/// (docs/formats/catalog.md). The log's frames carry the checksum.
/// <code>
///  0 u8 version = 1   1 u8 kind: 1 put, 2 delete, 3 counter   2 u16 zero   4 u32 zero
///  8 i64 version of the document                             16 body (put only)
/// </code>
/// </summary>
internal readonly record struct CatalogEntry(CatalogEntryKind Kind, string Key, long DocumentVersion, ReadOnlyMemory<byte> Body)
{
    private const int HeaderSize = 16;
    private const byte Version = 1;

    public int Size => HeaderSize + Body.Length;

    public void AddTo(RecordBuffer buffer)
    {
        var target = buffer.Reserve(Encoding.UTF8.GetBytes(Key), Size);
        target[..HeaderSize].Clear();
        target[0] = Version;
        target[1] = (byte)Kind;
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], DocumentVersion);
        Body.Span.CopyTo(target[HeaderSize..]);
        buffer.Commit(Size);
    }

    /// <exception cref="StorageException">Corrupt: it was written by a later version, or by something else.</exception>
    public static CatalogEntry Read(in RecordView record)
    {
        var data = record.Data;
        if (data.Length < HeaderSize || data[0] != Version || data[1] is < 1 or > 3)
        {
            throw new StorageException(
                StorageFaultKind.Corrupt, $"The catalogue's record {record.Offset} is of an unknown kind; a newer server may have written it.");
        }

        return new CatalogEntry(
            (CatalogEntryKind)data[1],
            Encoding.UTF8.GetString(record.Key),
            BinaryPrimitives.ReadInt64LittleEndian(data[8..]),
            data[HeaderSize..].ToArray());
    }
}
