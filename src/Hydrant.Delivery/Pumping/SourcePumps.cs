namespace Hydrant.Delivery.Pumping;

/// <summary>The pumps that read one log. Started and ended by one caller; looked at by any.</summary>
internal sealed class SourcePumps(CancellationTokenSource ending)
{
    private readonly List<(IPump Pump, PumpLedger Ledger)> _pumps = [];
    private readonly List<Task> _loops = [];

    public IEnumerable<PumpProgress> Progress => _pumps.Select(pump => pump.Pump.Progress);

    /// <summary>Before they run.</summary>
    public void Add(IPump pump, PumpLedger ledger) => _pumps.Add((pump, ledger));

    public void Run()
    {
        foreach (var (pump, _) in _pumps) _loops.Add(pump.RunAsync(ending.Token));
    }

    /// <summary>Completes when none of them runs.</summary>
    public async ValueTask EndAsync()
    {
        if (!ending.IsCancellationRequested) ending.Cancel();
        foreach (var loop in _loops) await loop;
        ending.Dispose();
    }

    /// <summary>Takes away what is kept of how far they were. They have ended.</summary>
    public async ValueTask ForgetAsync(CancellationToken ct)
    {
        foreach (var (_, ledger) in _pumps) await ledger.ForgetAsync(ct);
    }
}
