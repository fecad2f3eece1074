namespace Hydrant.Core.Tests;

public sealed class SignalTests
{
    [Fact]
    public void A_signal_that_comes_first_is_kept_and_two_are_as_one()
    {
        var signal = new Signal();
        signal.Set();
        signal.Set();

        signal.WaitAsync().AsTask().IsCompleted.ShouldBeTrue();
        signal.WaitAsync().AsTask().IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task No_signal_is_lost_however_many_send()
    {
        var signal = new Signal();
        var sent = 0;
        var senders = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 25_000; i++)
            {
                Interlocked.Increment(ref sent);
                signal.Set();
            }
        })).ToList();

        // The last signal is sent after the last count, so whoever waits until all are counted wakes in the end.
        while (Volatile.Read(ref sent) < 100_000) await signal.WaitAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

        await Task.WhenAll(senders);
    }
}
