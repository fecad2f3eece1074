using Hydrant.Streams.Settings;

namespace Hydrant.Streams.Tests.Settings;

public sealed class EncryptionHistoryTests
{
    [Fact]
    public void A_record_is_what_held_when_it_arrived()
    {
        var history = EncryptionHistory.None.With("a", 100, horizonMs: 0).With(null, 200, horizonMs: 0).With("b", 300, horizonMs: 0);

        history.KeyId.ShouldBe("b");
        long[] times = [0, 99, 100, 199, 200, 299, 300, long.MaxValue];
        times.Select(history.IsEncrypted).ShouldBe([false, false, true, true, false, false, true, true]);
    }

    [Fact]
    public void The_same_key_again_changes_nothing()
    {
        var history = EncryptionHistory.None.With("a", 100, horizonMs: 0);

        history.With("a", 200, horizonMs: 0).ShouldBe(history);
        EncryptionHistory.None.With(null, 200, horizonMs: 0).ShouldBe(EncryptionHistory.None);
    }

    [Fact]
    public void What_matters_for_no_record_is_forgotten()
    {
        var history = EncryptionHistory.None.With("a", 100, horizonMs: 0).With(null, 200, horizonMs: 0);

        var later = history.With("b", 1_000, horizonMs: 250);

        later.Changes.Select(change => change.AtMs).ShouldBe([200, 1_000]); // Records from 250 on arrived after the stop at 200.
        later.IsEncrypted(260).ShouldBeFalse();
    }

    [Fact]
    public void A_clock_that_goes_back_does_not_turn_the_order()
    {
        var history = EncryptionHistory.None.With("a", 100, horizonMs: 0).With(null, 50, horizonMs: 0);

        history.Changes.Select(change => change.AtMs).ShouldBe([100, 100]);
        history.IsEncrypted(100).ShouldBeFalse();
    }

    [Fact]
    public void The_document_stays_small()
    {
        var history = EncryptionHistory.None;

        for (var i = 1; i <= EncryptionHistory.MaxChanges + 50; i++) history = history.With(i % 2 == 0 ? null : "key", i, horizonMs: 0);

        history.Changes.Length.ShouldBe(EncryptionHistory.MaxChanges);
        history.Changes[^1].AtMs.ShouldBe(EncryptionHistory.MaxChanges + 50);
    }
}
