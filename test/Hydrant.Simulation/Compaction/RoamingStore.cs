using System.Runtime.CompilerServices;
using Hydrant.Storage;
using Hydrant.Testing.Simulated;

namespace Hydrant.Simulation.Compaction;

/// <summary>
/// A store that lists as a disk reads a folder: in any order, each object at a moment of its own. Of what comes
/// meanwhile it shows some; what was there all the time it shows once. For one seeded thread.
/// </summary>
internal sealed class RoamingStore(SimulatedObjectStore inner, Random random) : IObjectStore
{
    public ValueTask<IObjectWriter> CreateAsync(ObjectKey key, ObjectMetadata metadata, CancellationToken ct) => inner.CreateAsync(key, metadata, ct);

    public ValueTask<Stream> OpenReadAsync(ObjectKey key, CancellationToken ct) => inner.OpenReadAsync(key, ct);

    public ValueTask<Stream> OpenRangeAsync(ObjectKey key, long offset, long length, CancellationToken ct) =>
        inner.OpenRangeAsync(key, offset, length, ct);

    public ValueTask<ObjectInfo?> FindAsync(ObjectKey key, CancellationToken ct) => inner.FindAsync(key, ct);

    public async IAsyncEnumerable<ObjectInfo> ListAsync(string bucket, string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        var left = Names().OrderBy(_ => random.Next()).ToList();
        var known = left.ToHashSet(StringComparer.Ordinal);
        while (left.Count > 0)
        {
            var name = left[^1];
            left.RemoveAt(left.Count - 1);
            if (inner.Objects.TryGetValue(name, out var bytes))
                yield return new ObjectInfo(new ObjectKey(bucket, name[(bucket.Length + 1)..]), bytes.Length, null);
            for (var i = random.Next(4); i > 0; i--) await Task.Yield();
            left.AddRange(Names().Where(known.Add).Where(_ => random.Next(2) == 0));
        }

        IEnumerable<string> Names() => inner.Objects.Keys.Where(name => name.StartsWith($"{bucket}/{prefix}", StringComparison.Ordinal));
    }

    public ValueTask DeleteAsync(ObjectKey key, CancellationToken ct) => inner.DeleteAsync(key, ct);
}
