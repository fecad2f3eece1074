using Hydrant.Core;
using Hydrant.Delivery.Processing;
using Hydrant.Delivery.Staging;
using Hydrant.Storage;
using Hydrant.Storage.Batches;
using Hydrant.Storage.Memory;

namespace Hydrant.Delivery.Tests.Processing;

public sealed class StagedRecordTests
{
    [Fact]
    public void The_origin_of_a_record_has_its_documented_bytes()
    {
        Span<byte> key = stackalloc byte[StagedRecord.KeySize];
        StagedRecord.WriteKey(new RecordOrigin(new LogOffset(0x0102), 3, 0x19), sourceShard: 0x0405, key);

        Convert.ToHexString(key).ShouldBe("1900000000000000" + "0201000000000000" + "05040000" + "03000000");
        StagedRecord.ReadOrigin(key).ShouldBe(new RecordOrigin(new LogOffset(0x0102), 3, 0x19));
    }

    [Fact]
    public async Task A_checkpoint_has_its_documented_bytes_and_the_last_one_counts()
    {
        await using var logs = new MemoryLogStore(TimeProvider.System);
        var log = logs.Open(ProcessCheckpoint.KeyOf(7, new ShardKey(3, 4)));
        log.Key.ShouldBe(new ShardKey(7, 0x8000_0005));
        var checkpoint = new ProcessCheckpoint(log);
        (await checkpoint.LoadAsync(default)).ShouldBeNull();

        foreach (var end in new[] { 5L, 0x0102L })
        {
            using var records = new RecordBuffer();
            var group = new AppendGroup(records);
            checkpoint.AddTo(group, new LogOffset(end));
            await logs.AppendAsync(group, default);
        }

        (await checkpoint.LoadAsync(default)).ShouldBe(new LogOffset(0x0102));
        using var page = await log.ReadAsync(new LogOffset(1), new ReadLimit(1, 100), default);
        foreach (var record in page) Convert.ToHexString(record.Data).ShouldBe("01000000" + "00000000" + "0201000000000000");
    }
}
