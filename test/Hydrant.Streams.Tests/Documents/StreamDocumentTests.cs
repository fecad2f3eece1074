using System.Text;
using Hydrant.Core;
using Hydrant.Streams.Documents;
using Hydrant.Streams.Resharding;
using Hydrant.Testing.Files;

namespace Hydrant.Streams.Tests.Documents;

public sealed class StreamDocumentTests
{
    [Fact]
    public void Version_1_is_read_and_written_to_the_byte()
    {
        var golden = Golden.Read("stream-document", "v1.json");

        var state = StreamDocument.Read(golden);

        (state.Log, state.Status, state.NextShardIndex).ShouldBe((7u, StreamStatus.Updating, 4));
        state.Shards[0].Closed!.End.ShouldBe(new LogOffset(42));
        (state.Shards[2].Parent, state.Shards[2].AdjacentParent).ShouldBe((new ShardId(1), new ShardId(2)));
        state.Dropping.ShouldBe([new ShardId(0)]);
        Encoding.UTF8.GetString(StreamDocument.Write(state)).ShouldBe(Encoding.UTF8.GetString(golden));
    }

    [Fact]
    public void Documents_from_before_there_was_resharding_are_read()
    {
        var state = StreamDocument.Read(Golden.Read("stream-document", "v1.first.json"));

        (state.NextShardIndex, state.Resharding, state.Dropping.Length).ShouldBe((1, null, 0));
        state.Shards.ShouldAllBe(shard => shard.IsOpen);
    }

    [Fact]
    public void What_was_counted_lately_is_read_and_written_to_the_byte()
    {
        var golden = Golden.Read("stream-document", "v1.recent.json");

        var state = StreamDocument.Read(golden);

        state.Recent["UpdateShardCount"].ShouldBe([1772366405200, 1772366405300]);
        Encoding.UTF8.GetString(StreamDocument.Write(state)).ShouldBe(Encoding.UTF8.GetString(golden));
    }

    [Fact]
    public void Every_reshard_that_was_promised_comes_back()
    {
        var state = StreamDocument.Read(Golden.Read("stream-document", "v1.json"));
        ReshardRequest[] requests =
        [
            new ReshardRequest.Split(new ShardId(3), HashKey.Max),
            new ReshardRequest.Merge(new ShardId(0), new ShardId(1)),
            new ReshardRequest.Scale(10_000),
        ];

        foreach (var request in requests)
            StreamDocument.Read(StreamDocument.Write(state with { Resharding = request })).Resharding.ShouldBe(request);

        var adapt = new ReshardRequest.Adapt(state.Decisions[0]);
        var read = StreamDocument.Read(StreamDocument.Write(state with { Resharding = adapt })).Resharding;
        var decision = read.ShouldBeOfType<ReshardRequest.Adapt>().Decision;
        (decision.AtMs, decision.Reason).ShouldBe((adapt.Decision.AtMs, adapt.Decision.Reason));
        decision.Splits.ShouldBe(adapt.Decision.Splits);
        decision.Merges.ShouldBe(adapt.Decision.Merges);
    }

    [Fact]
    public void Another_version_is_not_guessed_at() =>
        Should.Throw<InvariantException>(() => StreamDocument.Read("""{"version":2}"""u8));
}
