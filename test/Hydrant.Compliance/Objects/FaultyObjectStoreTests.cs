using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Local;
using Hydrant.Testing.Objects;

namespace Hydrant.Compliance.Objects;

public sealed class FaultyObjectStoreTests : IDisposable
{
    private static readonly ObjectKey Key = new("bucket", "a/b");
    private static readonly ObjectMetadata Plain = new("application/octet-stream", null);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("hydrant-faulty-");
    private readonly LocalObjectStore _inner;

    public FaultyObjectStoreTests() =>
        _inner = LocalObjectStore.Open(new LocalObjectStoreOptions { Root = _root.FullName }, new RandomIdSource(1));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ObjectFault.OnCreate, false)]
    [InlineData(ObjectFault.MidWrite, false)]
    [InlineData(ObjectFault.BeforeComplete, false)]
    [InlineData(ObjectFault.AfterComplete, true)]
    public async Task A_scripted_fault_happens_once_and_where_it_was_asked_for(ObjectFault fault, bool visible)
    {
        var store = new FaultyObjectStore(_inner, FaultPlan.Script(fault), StorageFaultKind.Full);
        (await Should.ThrowAsync<StorageException>(() => WriteAsync(store, Ct))).Kind.ShouldBe(StorageFaultKind.Full);
        (await store.FindAsync(Key, Ct) is not null).ShouldBe(visible);

        await WriteAsync(store, Ct);
        (await store.FindAsync(Key, Ct)).ShouldNotBeNull().Size.ShouldBe(5);
    }

    [Fact]
    public async Task A_hanging_completion_ends_with_its_cancellation()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var store = new FaultyObjectStore(_inner, FaultPlan.Script(ObjectFault.Hang));
        var writing = WriteAsync(store, stop.Token);
        writing.IsCompleted.ShouldBeFalse();

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => writing);
        (await store.FindAsync(Key, Ct)).ShouldBeNull();
    }

    [Fact]
    public void The_same_seed_makes_the_same_faults()
    {
        static ObjectFault[] Of(FaultPlan plan) => [.. Enumerable.Range(0, 200).Select(_ => plan.Next())];

        var plan = FaultPlan.Seeded(7, 0.3);
        var faults = Of(plan);
        faults.ShouldBe(Of(FaultPlan.Seeded(7, 0.3)));
        faults.ShouldNotBe(Of(FaultPlan.Seeded(8, 0.3)));
        plan.Faults.ShouldBeInRange(30, 90);
        faults.Distinct().Count().ShouldBe(5);
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static async Task WriteAsync(FaultyObjectStore store, CancellationToken ct)
    {
        await using var writer = await store.CreateAsync(Key, Plain, ct);
        await writer.WriteAsync("hello"u8.ToArray(), ct);
        await writer.CompleteAsync(ct);
    }
}
