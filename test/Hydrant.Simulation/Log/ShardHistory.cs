using System.Text;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Batches;

namespace Hydrant.Simulation.Log;

/// <summary>
/// What one shard must hold: which record stands at which offset as soon as anybody was told, and which appends nobody
/// knows the end of.
/// </summary>
internal sealed class ShardHistory(ShardKey key)
{
    private readonly Dictionary<long, string> _known = [];
    private readonly Dictionary<string, Attempt> _byRecord = [];

    public ShardKey Key => key;

    /// <summary>The highest offset below which anybody asked to trim.</summary>
    public LogOffset Trimmed { get; private set; }

    public void Began(Attempt attempt)
    {
        foreach (var record in attempt.Of(key)) _byRecord.Add(record, attempt);
    }

    public void Acknowledged(Attempt attempt, AppendedRange range)
    {
        var records = attempt.Of(key);
        (range.End - range.First).ShouldBe(records.Count);
        for (var i = 0; i < records.Count; i++) Saw(range.First.Value + i, records[i]);
    }

    public bool Holds(Attempt attempt) => attempt.Of(key).All(_known.ContainsValue);

    public void AskedToTrim(LogOffset before) => Trimmed = LogOffset.Max(Trimmed, before);

    /// <summary>Checks records that somebody read and remembers them: what was seen once stays.</summary>
    public List<string> Check(RecordPage page)
    {
        var read = new List<string>();
        var expected = page.First;
        foreach (var record in page)
        {
            record.Offset.ShouldBe(expected, $"shard {key} has a gap");
            expected += 1;
            var text = Encoding.UTF8.GetString(record.Key);
            Saw(record.Offset.Value, text);
            read.Add(text);
        }

        page.Next.ShouldBe(expected);
        return read;
    }

    /// <summary>After a restart: everything acknowledged is there, nothing that failed for good, attempts are whole.</summary>
    public void CheckWhole(LogBounds bounds, List<string> records, HashSet<Attempt> found)
    {
        bounds.First.ShouldBeLessThanOrEqualTo(LogOffset.Max(Trimmed, LogOffset.Zero), $"shard {key} lost its start");
        (bounds.Tail - bounds.First).ShouldBe(records.Count);
        if (_known.Count > 0) bounds.Tail.Value.ShouldBeGreaterThan(_known.Keys.Max(), $"shard {key} lost its end");
        records.Distinct().Count().ShouldBe(records.Count, $"shard {key} holds a record twice");
        for (var i = 0; i < records.Count;)
        {
            var attempt = _byRecord[records[i]];
            attempt.State.ShouldNotBe(AttemptState.Failed, $"{records[i]} failed and is there");
            var all = attempt.Of(key);
            var skipped = all.IndexOf(records[i]);
            if (i > 0) skipped.ShouldBe(0, $"{records[i]} is not whole");
            records.Skip(i).Take(all.Count - skipped).ShouldBe(all.Skip(skipped), $"shard {key} lost the order");
            found.Add(attempt);
            i += all.Count - skipped;
        }
    }

    private void Saw(long offset, string record)
    {
        if (_known.TryGetValue(offset, out var known)) record.ShouldBe(known, $"shard {key} changed at {offset}");
        _byRecord.ShouldContainKey(record);
        _byRecord[record].State.ShouldNotBe(AttemptState.Failed, $"{record} failed and was read at {offset}");
        _known[offset] = record;
    }
}
