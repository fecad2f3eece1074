using System.Text;
using Hydrant.Core;

namespace Hydrant.Wire.Shapes;

/// <summary>
/// Collects the constraints a request breaks and says so in the service's words, at most ten (docs/specs/wire.md,
/// constraint errors). Not thread-safe.
/// </summary>
/// <param name="withValues">Whether the texts repeat the value, as Kinesis does and Firehose does not.</param>
public sealed class ConstraintErrors(bool withValues)
{
    private const int Max = 10;

    private readonly List<string> _path = [];
    private readonly List<string> _found = [];
    private readonly List<string> _unsupported = [];

    /// <summary>
    /// Whether the widest constraints hold in place of the service's quotas (<see cref="Shape.Integer(int, int, int)"/>).
    /// </summary>
    public bool AreWide { get; init; }

    public bool Any => _found.Count > 0;

    /// <summary>Members that AWS has and Hydrant does not, as they were met in the request.</summary>
    public void Unsupported(string member) => _unsupported.Add(string.Join('.', _path.Append(member)));

    public void Enter(string member) => _path.Add(LowerFirst(member));

    public void Leave() => _path.RemoveAt(_path.Count - 1);

    /// <summary>The value the path leads to breaks the constraint.</summary>
    /// <param name="printed">The value as the service prints it, or null when there is none.</param>
    /// <param name="constraint">What should have been, e.g. <c>Member must not be null</c>.</param>
    public void Add(string? printed, string constraint) => Add(printed, constraint, withValues);

    /// <summary>The same, where the service repeats the value whatever it does elsewhere.</summary>
    public void AddWithValue(string? printed, string constraint) => Add(printed, constraint, isPrinted: true);

    private void Add(string? printed, string constraint, bool isPrinted)
    {
        if (_found.Count == Max) return;
        var value = !isPrinted ? "Value" : printed is null ? "Value null" : $"Value '{printed}'";
        _found.Add($"{value} at '{string.Join('.', _path)}' failed to satisfy constraint: {constraint}");
    }

    /// <summary>The fault to answer with, or null when nothing is wrong.</summary>
    public Fault? ToFault()
    {
        if (_found.Count > 0)
        {
            var text = new StringBuilder();
            text.Append(_found.Count).Append(" validation error").Append(_found.Count == 1 ? "" : "s").Append(" detected: ");
            return Fault.Validation(text.AppendJoin("; ", _found).ToString());
        }

        return _unsupported.Count == 0
            ? null
            : Fault.InvalidArgument($"{string.Join(", ", _unsupported)} is not supported by this server.");
    }

    private static string LowerFirst(string name) =>
        name.Length == 0 || char.IsLower(name[0]) ? name : char.ToLowerInvariant(name[0]) + name[1..];
}
