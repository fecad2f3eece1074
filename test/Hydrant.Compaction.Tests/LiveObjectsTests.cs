using System.Runtime.CompilerServices;
using Hydrant.Storage;

namespace Hydrant.Compaction.Tests;

/// <summary>What happens between a reader's first look at the document and its second.</summary>
public sealed class LiveObjectsTests
{
    private const string Target = "b_compacted-0000000001-00000000000040008000000000000001";
    private static readonly SourceObject[] Sources = [new("a", 2), new("b", 2)];

    private readonly CompactionWorld _world = new();

    // In each case the names were read before anything happened, and the objects are looked at behind it, as on a disk.
    [Theory]
    [InlineData(1, new[] { "a", "b" })] // Named in the document.
    [InlineData(2, new[] { "a", "b" })] // Written, and not said so.
    [InlineData(3, new[] { Target })] // Said so.
    [InlineData(4, new[] { Target })] // The first source is deleted.
    [InlineData(5, new[] { Target })] // Both are.
    [InlineData(6, new[] { Target })] // The document forgot them.
    public async Task However_far_the_job_comes_during_a_listing_every_row_is_seen_once(int steps, string[] live)
    {
        await _world.PutAsync("a", "1\n");
        await _world.PutAsync("b", "2\n");
        (await LiveAsync(() => GoAsync(0, steps))).ShouldBe(live);
        (await _world.LiveAsync()).ShouldBe([steps < 2 ? "a" : Target, .. steps < 2 ? (string[])["b"] : []]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_listing_that_begins_amid_the_job_sees_every_row_once(int begun)
    {
        await _world.PutAsync("a", "1\n");
        await _world.PutAsync("b", "2\n");
        await GoAsync(0, begun);
        var live = await LiveAsync(() => GoAsync(begun, 6));
        live.ShouldBe([Target]);
    }

    [Fact]
    public async Task The_sources_of_a_target_that_somebody_deleted_are_live()
    {
        await _world.PutAsync("a", "1\n");
        await _world.PutAsync("b", "2\n");
        await GoAsync(0, 3);
        await _world.Objects.DeleteAsync(new ObjectKey(CompactionWorld.Bucket, Target), default);
        (await _world.LiveAsync()).ShouldBe(["a", "b"]);
    }

    /// <summary>The job's steps, from one to another.</summary>
    private async Task GoAsync(int first, int end)
    {
        for (var step = first; step < end; step++)
        {
            await (step switch
            {
                0 => WriteAsync(new FolderDocument(0, 1, [new JoinedObject(Target, null, Sources)])),
                1 => _world.PutAsync(Target, "1\n2\n"),
                2 => WriteAsync(new FolderDocument(0, 1, [new JoinedObject(Target, 1, Sources)])),
                3 or 4 => _world.Objects.DeleteAsync(new ObjectKey(CompactionWorld.Bucket, step == 3 ? "a" : "b"), default).AsTask(),
                _ => WriteAsync(new FolderDocument(1, 1, [])),
            });
        }
    }

    private Task WriteAsync(FolderDocument document) =>
        document.WriteAsync(_world.Objects, CompactionWorld.Bucket, "", default).AsTask();

    private async Task<List<string>> LiveAsync(Func<Task> meanwhile)
    {
        var store = new InterruptedStore(_world.Objects, meanwhile);
        var live = await LiveObjects.OfFolderAsync(store, CompactionWorld.Bucket, "", default);
        return [.. live.Select(found => found.Key.Path)];
    }

    /// <summary>Reads the names of its first listing, lets something happen, and then looks which are there.</summary>
    private sealed class InterruptedStore(IObjectStore inner, Func<Task> meanwhile) : IObjectStore
    {
        private bool _isLater;

        public ValueTask<IObjectWriter> CreateAsync(ObjectKey key, ObjectMetadata metadata, CancellationToken ct) => inner.CreateAsync(key, metadata, ct);

        public ValueTask<Stream> OpenReadAsync(ObjectKey key, CancellationToken ct) => inner.OpenReadAsync(key, ct);

        public ValueTask<Stream> OpenRangeAsync(ObjectKey key, long offset, long length, CancellationToken ct) =>
            inner.OpenRangeAsync(key, offset, length, ct);

        public ValueTask<ObjectInfo?> FindAsync(ObjectKey key, CancellationToken ct) => inner.FindAsync(key, ct);

        public async IAsyncEnumerable<ObjectInfo> ListAsync(string bucket, string prefix, [EnumeratorCancellation] CancellationToken ct)
        {
            var names = new List<ObjectKey>();
            await foreach (var found in inner.ListAsync(bucket, prefix, ct)) names.Add(found.Key);
            if (!_isLater) await meanwhile();
            _isLater = true;
            foreach (var key in names)
            {
                if (await inner.FindAsync(key, ct) is { } found) yield return found;
            }
        }

        public ValueTask DeleteAsync(ObjectKey key, CancellationToken ct) => inner.DeleteAsync(key, ct);
    }
}
