namespace Hydrant.Delivery.Pumping;

/// <summary>Something that takes the records of one log further, in a loop of its own.</summary>
internal interface IPump
{
    /// <summary>A snapshot; from anywhere.</summary>
    PumpProgress Progress { get; }

    /// <summary>Once. Ends when it is stopped, or when going on would do harm; never throws.</summary>
    Task RunAsync(CancellationToken stopping);
}
