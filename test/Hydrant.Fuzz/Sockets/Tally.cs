using System.Collections.Concurrent;

namespace Hydrant.Fuzz.Sockets;

/// <summary>Judges answers and counts their statuses. Thread-safe.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<int, int> _statuses = new();
    private readonly ConcurrentQueue<string> _broken = new();

    public void Check(int seed, SocketRequest request, SocketAnswer? answer)
    {
        var why = answer is null ? "no answer" : AnswerRules.Broken(request, answer);
        if (why is not null) _broken.Enqueue($"seed {seed} ({request.Kind}) {request.Method}: {why}: {answer}");
        _statuses.AddOrUpdate(answer?.Status ?? 0, 1, (_, count) => count + 1);
    }

    /// <summary>Nothing was wrong; and each end was reached, so that the cases say something.</summary>
    public void ShouldBeGood(int cases)
    {
        _broken.Take(5).ShouldBeEmpty();
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Join(", ", _statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}")));
        _statuses[200].ShouldBeGreaterThan(cases / 50);
        _statuses[400].ShouldBeGreaterThan(cases / 4);
        _statuses.Values.Sum().ShouldBe(cases);
    }
}
