using System.Collections.Concurrent;
using System.Text;
using Hydrant.Core;
using Hydrant.Delivery.Buffering;
using Hydrant.Delivery.Configuration;
using Hydrant.Delivery.Delivering;
using Hydrant.Delivery.Failures;
using Hydrant.Delivery.Processing;
using Hydrant.Delivery.Staging;
using Hydrant.Storage.Batches;

namespace Hydrant.Delivery.Tests.World;

/// <summary>Holds what was delivered, by name, as an object store would; fails and dies when it is told to.</summary>
internal sealed class FakeDestination : IDestination, IDestinationFactory
{
    public const string KindName = "Fake";

    private int _names;

    public string Kind => KindName;

    public BufferingHints Buffering { get; set; } = new(ByteSize.MiB(1), TimeSpan.FromSeconds(60));

    public CrashPoint Crash { get; set; } = new();

    /// <summary>Asked before each attempt; null delivers.</summary>
    public Func<DeliveryVerdict?> Verdict { get; set; } = () => null;

    /// <summary>Delivered records by name; a second delivery under a name replaces the first.</summary>
    public ConcurrentDictionary<string, string[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Names whose second delivery had other records than the first: must stay empty.</summary>
    public ConcurrentBag<string> Changed { get; } = [];

    public int Attempts { get; private set; }

    /// <summary>All records, in the order of the files' first records.</summary>
    public IEnumerable<string> Records => Files.OrderBy(file => file.Key, StringComparer.Ordinal).SelectMany(file => file.Value);

    /// <summary>What is done to records before; null: nothing.</summary>
    public ProcessingPlan? Processing { get; set; }

    public IDestination? Backup { get; set; }

    /// <summary>What settings mean, when it is not the same whatever they say.</summary>
    public Func<DeliveryStreamState, DeliveryRoute?> Route { get; set; } = _ => null;

    /// <summary>The keys its names are made with.</summary>
    public string[] Keys { get; set; } = [];

    public ValueTask<Stream> OpenFailedAsync(FailedObject failed, CancellationToken ct) =>
        ValueTask.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(Files[failed.Key]))));

    public DeliveryRoute Build(DeliveryStreamState stream) => Route(stream) ?? new(this) { Processing = Processing, Backup = Backup };

    public bool CanName(Partition partition) => partition.IsError || Keys.All(key => partition.Find(PartitionKeySource.Query, key) is not null);

    public ValueTask<IReadOnlyList<string>> NameAsync(Outgoing outgoing, CancellationToken ct) => ValueTask.FromResult<IReadOnlyList<string>>(
        [$"{outgoing.Partition}{(outgoing.Partition == Partition.None ? "" : ":")}{outgoing.Records.First.Value:D8}-{Interlocked.Increment(ref _names)}"]);

    public async ValueTask<DeliveryVerdict> DeliverAsync(DeliveryBatch batch, CancellationToken ct)
    {
        Attempts++;
        if (Verdict() is { } verdict) return verdict;

        await Crash.PassAsync(ct);
        var records = new List<string>();
        while (await batch.ReadAsync(ct) is { } page)
        {
            using (page) Add(records, batch, page);
        }

        await Crash.PassAsync(ct);
        string[] delivered = [.. records];
        var earlier = Files.GetValueOrDefault(batch.Plan.Names[0]);
        if (earlier is not null && !earlier.SequenceEqual(delivered)) Changed.Add(batch.Plan.Names[0]);
        Files[batch.Plan.Names[0]] = delivered;
        await Crash.PassAsync(ct);
        return batch.Partition.IsError ? DeliveryVerdict.Delivered with { Failures = [Failed(batch)] } : DeliveryVerdict.Delivered;
    }

    private FailedObject Failed(DeliveryBatch batch)
    {
        var tally = new FailureTally();
        foreach (var line in Files[batch.Plan.Names[0]]) tally.AddLine(Encoding.UTF8.GetBytes(line));
        return new FailedObject("fake", batch.Plan.Names[0], "UNCOMPRESSED", batch.Partition.ErrorOutputType, tally.Codes);
    }

    private static void Add(List<string> records, DeliveryBatch batch, RecordPage page)
    {
        foreach (var record in batch.RecordsOf(page)) records.Add(Encoding.UTF8.GetString(record.Data));
    }
}
