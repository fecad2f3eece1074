using System.Collections.Immutable;

namespace Hydrant.Api.Faults;

/// <summary>All fault rules of a server, in the order in which they are looked through: the first that fits a call decides.</summary>
/// <param name="Seed">Where chance begins, so that the same calls in the same order meet the same faults.</param>
/// <param name="Rules">None: nothing goes wrong on purpose.</param>
public sealed record FaultPlan(int Seed, ImmutableArray<FaultRule> Rules)
{
    /// <summary>More would make each call slow, and nobody could tell which rule it met.</summary>
    public const int MaxRules = 100;

    public static readonly FaultPlan None = new(0, []);

    public IEnumerable<string> Mistakes()
    {
        if (Rules.Length > MaxRules) yield return $"There may be {MaxRules} rules, not {Rules.Length}.";
        for (var i = 0; i < Rules.Length; i++)
        {
            foreach (var mistake in Rules[i].Mistakes()) yield return $"rules[{i}]: {mistake}";
        }
    }
}
