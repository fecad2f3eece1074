using System.Collections.Concurrent;

namespace Hydrant.Fuzz.Sockets;

/// <summary>Judges answers and counts their statuses. Thread-safe.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<int, int> _statuses = new();

    public void Check(int seed, SocketRequest request, SocketAnswer? answer)
    {
        var about = $"seed {seed} ({request.Kind}), {request.Method} {request.Target}";
        answer.ShouldNotBeNull($"{about}: no answer");
        AnswerRules.Broken(request, answer).ShouldBeNull($"{about}: {answer}");
        _statuses.AddOrUpdate(answer.Status, 1, (_, count) => count + 1);
    }

    /// <summary>Each end was reached, so that the cases say something.</summary>
    public void ShouldSaySomething(int cases)
    {
        TestContext.Current.SendDiagnosticMessage(
            string.Join(", ", _statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}")));
        _statuses[200].ShouldBeGreaterThan(cases / 50);
        _statuses[400].ShouldBeGreaterThan(cases / 4);
        _statuses.Values.Sum().ShouldBe(cases);
    }
}
