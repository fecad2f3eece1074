using Hydrant.Core;

namespace Hydrant.Wire.Dispatch;

/// <summary>A service: the name in its targets, how it spells its faults, and its operations.</summary>
/// <param name="target">The part of X-Amz-Target before the dot, e.g. <c>Kinesis_20131202</c>.</param>
/// <param name="service">The name in credential scopes and ARNs, e.g. <c>kinesis</c>.</param>
/// <param name="faults">A fault's name and status on this service's wire.</param>
/// <param name="errorsHaveValues">Whether the texts of broken constraints repeat the value.</param>
public sealed class OperationTable(
    string target, string service, Func<FaultKind, WireFault> faults, bool errorsHaveValues)
{
    private readonly Dictionary<string, Operation> _operations = new(StringComparer.Ordinal);

    public string Target => target;

    public string Service => service;

    public bool ErrorsHaveValues => errorsHaveValues;

    public IReadOnlyCollection<Operation> Operations => _operations.Values;

    public OperationTable Add(Operation operation)
    {
        _operations.Add(operation.Name, operation);
        return this;
    }

    public Operation? Find(string name) => _operations.GetValueOrDefault(name);

    /// <summary>
    /// What a caller is told when the world, or we, failed. The cause stays in the log, as it is nothing a caller can mend.
    /// </summary>
    internal static Fault FaultOf(Exception failure) => failure is InvariantException
        ? Fault.Internal("Internal service failure.")
        : Fault.Unavailable("The service cannot store or read data now. Try again later.");

    public WireError ErrorOf(Fault fault)
    {
        var named = faults(fault.Kind);
        return new WireError(named.Type, fault.Message, named.Status);
    }
}
