using System.Text.RegularExpressions;

namespace Hydrant.Wire.Shapes;

/// <summary>Text, with the constraints of the service's model. Lengths count UTF-16 units, as the service does.</summary>
internal sealed class StringShape(int min, int max, string? pattern, string[]? values, string[]? wideValues = null) : Shape<string?>
{
    // Non-backtracking, so that no text from outside can make it slow; patterns it cannot run are matched with a time limit.
    private readonly Regex? _regex = pattern is null ? null : Compile(pattern);

    /// <summary>Whether errors repeat the value, whatever they do elsewhere.</summary>
    public bool IsPrinted { get; init; }

    public override string? Read(ref WireReader reader) =>
        reader.Token == WireToken.String ? reader.GetString() : throw WireTypes.NotA("String", reader.Token);

    public override void Write(WireWriter writer, string? value) => writer.String(value!);

    public override void Check(string? value, ConstraintErrors errors)
    {
        if (value is null) return;
        if (_regex is not null && !_regex.IsMatch(value)) Add($"Member must satisfy regular expression pattern: {pattern}");
        if (value.Length < min) Add($"Member must have length greater than or equal to {min}");
        if (value.Length > max) Add($"Member must have length less than or equal to {max}");
        if (values is not null && !values.Contains(value) && !(errors.AreWide && wideValues?.Contains(value) == true))
            Add($"Member must satisfy enum value set: [{string.Join(", ", values)}]");

        void Add(string constraint)
        {
            if (IsPrinted) errors.AddWithValue(value, constraint);
            else errors.Add(value, constraint);
        }
    }

    private static Regex Compile(string pattern)
    {
        var whole = $@"\A(?:{pattern})\z";
        try
        {
            return new Regex(whole, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (NotSupportedException)
        {
            return new Regex(whole, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100));
        }
    }
}
