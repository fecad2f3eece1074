using Hydrant.Core;

namespace Hydrant.Wire.Dispatch;

/// <summary>
/// Asked about every call of every operation, once its request holds its constraints and before the operation runs. What
/// holds for many operations, as rates do, stands in a filter and not in each of them. Safe from any thread.
/// </summary>
public interface ICallFilter
{
    /// <summary>The fault to answer in place of the operation; null lets the call through, at once or later.</summary>
    /// <param name="operation">What is called.</param>
    /// <param name="request">Its request, as the operation will see it.</param>
    /// <param name="call">Who calls; a filter may set what the operation looks at.</param>
    /// <param name="ct">Cancelled when nobody waits for the answer any more.</param>
    ValueTask<Fault?> AdmitAsync(Operation operation, object request, CallContext call, CancellationToken ct);
}
