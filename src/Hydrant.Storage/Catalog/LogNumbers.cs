using System.Buffers.Binary;
using Hydrant.Core;

namespace Hydrant.Storage.Catalog;

/// <summary>
/// Gives every stream and delivery stream the number of its log. A number is durable before it is handed out and never
/// given twice, also when its owner was deleted. Safe from any thread.
/// </summary>
public sealed class LogNumbers(ICatalogStore catalog)
{
    private const string Key = "counters/log";

    /// <summary>The next number; the first one is 1, because 0 is the catalogue's own log.</summary>
    /// <exception cref="StorageException">The catalogue could not be written.</exception>
    public async ValueTask<uint> NextAsync(CancellationToken ct)
    {
        while (true)
        {
            var document = await catalog.GetAsync(Key, ct);
            var last = document is null ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(document.Body.Span);
            Invariant.That(last < uint.MaxValue);

            var body = new byte[sizeof(uint)];
            BinaryPrimitives.WriteUInt32LittleEndian(body, last + 1);
            var written = await catalog.PutAsync(Key, body, document?.Version ?? CatalogVersion.None, ct);
            if (written is not null) return last + 1;
        }
    }
}
