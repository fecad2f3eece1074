using System.Text;
using Hydrant.Core;
using Hydrant.Delivery.Staging;
using NodaTime;

namespace Hydrant.Delivery.Partitioning;

/// <summary>
/// A Prefix or ErrorOutputPrefix: text with <c>!{namespace:value}</c> expressions, parsed once and evaluated for each
/// object. What is allowed where is decided by <see cref="PrefixRules"/>.
/// </summary>
public sealed class PrefixTemplate
{
    private const string Opening = "!{";

    private readonly List<Part> _parts = [];

    private PrefixTemplate(string text) => Text = text;

    private enum PartKind
    {
        Literal,
        Timestamp,
        RandomString,
        ErrorOutputType,
        KeyFromQuery,
        KeyFromLambda,
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    public bool HasExpressions => _parts.Exists(part => part.Kind != PartKind.Literal);

    public bool HasErrorOutputType => _parts.Exists(part => part.Kind == PartKind.ErrorOutputType);

    public bool HasPartitionKeys => _parts.Exists(part => part.Kind is PartKind.KeyFromQuery or PartKind.KeyFromLambda);

    /// <summary>The names of the keys from that source, each once.</summary>
    public IReadOnlyList<string> PartitionKeys(PartitionKeySource source) =>
        [.. _parts.Where(part => SourceOf(part.Kind) == source).Select(part => part.Text).Distinct(StringComparer.Ordinal)];

    /// <summary>True when a timestamp prints the zone's name in words, which only UTC has here.</summary>
    public bool NamesZone => _parts.Exists(part => part.Pattern is { NamesZone: true });

    /// <param name="text">The template.</param>
    /// <param name="member">What the caller calls it, for the message: Prefix or ErrorOutputPrefix.</param>
    public static Outcome<PrefixTemplate> Parse(string text, string member)
    {
        var template = new PrefixTemplate(text);
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var start = rest.IndexOf(Opening, StringComparison.Ordinal);
            if (start != 0)
            {
                template.AddLiteral((start < 0 ? rest : rest[..start]).ToString());
                rest = start < 0 ? default : rest[start..];
                continue;
            }

            var end = rest.IndexOf('}');
            if (end < 0) return Fault.InvalidArgument($"{member} has an expression that is not closed: {rest}");
            if (template.AddExpression(rest[Opening.Length..end], member) is { } fault) return fault;
            rest = rest[(end + 1)..];
        }

        return template;
    }

    /// <summary>The text behind it, and <c>yyyy/MM/dd/HH/</c>: what a prefix without expressions means.</summary>
    public static PrefixTemplate WithHours(string before)
    {
        var template = new PrefixTemplate(before);
        if (before.Length > 0) template.AddLiteral(before);
        template.AddTimestamp("yyyy/MM/dd/HH/");
        return template;
    }

    /// <summary>
    /// The text, the error type and <c>yyyy/MM/dd/HH/</c>: what an error prefix without expressions means.
    /// </summary>
    public static PrefixTemplate WithErrorTypeAndHours(string before)
    {
        var template = new PrefixTemplate(before);
        if (before.Length > 0) template.AddLiteral(before);
        template._parts.Add(new Part(PartKind.ErrorOutputType, "", null));
        template.AddTimestamp("/yyyy/MM/dd/HH/");
        return template;
    }

    /// <summary>Whether the partition has a value for each of the template's keys.</summary>
    public bool CanEvaluate(Partition partition) =>
        _parts.TrueForAll(part => SourceOf(part.Kind) is not { } source || partition.Find(source, part.Text) is not null);

    /// <param name="time">The same for every timestamp in it, in the zone of the destination.</param>
    /// <param name="ids">Asked anew for every random string.</param>
    /// <param name="partition">Has a value for each of the template's keys, or the folder name of an error.</param>
    public string Evaluate(ZonedDateTime time, IIdSource ids, Partition partition)
    {
        var target = new StringBuilder();
        foreach (var part in _parts)
        {
            switch (part.Kind)
            {
                case PartKind.Literal: target.Append(part.Text); break;
                case PartKind.Timestamp: part.Pattern!.Format(time, target); break;
                case PartKind.RandomString: target.Append(RandomText.Next(ids)); break;
                case PartKind.ErrorOutputType: target.Append(partition.ErrorOutputType); break;
                case PartKind.KeyFromQuery or PartKind.KeyFromLambda:
                    var value = partition.Find(SourceOf(part.Kind)!.Value, part.Text);
                    Invariant.That(value is not null);
                    target.Append(value);
                    break;
                default: throw InvariantException.Unreachable(part.Kind);
            }
        }

        return target.ToString();
    }

    private Fault? AddExpression(ReadOnlySpan<char> expression, string member)
    {
        var colon = expression.IndexOf(':');
        var name = (colon < 0 ? expression : expression[..colon]).ToString();
        var value = colon < 0 ? "" : expression[(colon + 1)..].ToString();
        switch (name, value)
        {
            case ("timestamp", _):
                if (!JavaDatePattern.TryParse(value, out var pattern))
                    return Fault.InvalidArgument(
                        $"Invalid conversion character used in the value of the expression in {member}");
                _parts.Add(new Part(PartKind.Timestamp, "", pattern));
                return null;
            case ("firehose", "random-string"):
                _parts.Add(new Part(PartKind.RandomString, "", null));
                return null;
            case ("firehose", "error-output-type"):
                _parts.Add(new Part(PartKind.ErrorOutputType, "", null));
                return null;
            case ("partitionKeyFromQuery", { Length: > 0 }):
                _parts.Add(new Part(PartKind.KeyFromQuery, value, null));
                return null;
            case ("partitionKeyFromLambda", { Length: > 0 }):
                _parts.Add(new Part(PartKind.KeyFromLambda, value, null));
                return null;
            default:
                return Fault.InvalidArgument($"Invalid expression !{{{expression}}} used in {member}");
        }
    }

    private static PartitionKeySource? SourceOf(PartKind kind) => kind switch
    {
        PartKind.KeyFromQuery => PartitionKeySource.Query,
        PartKind.KeyFromLambda => PartitionKeySource.Lambda,
        _ => null,
    };

    private void AddLiteral(string text) => _parts.Add(new Part(PartKind.Literal, text, null));

    private void AddTimestamp(string pattern)
    {
        var ok = JavaDatePattern.TryParse(pattern, out var parsed);
        Invariant.That(ok);
        _parts.Add(new Part(PartKind.Timestamp, "", parsed));
    }

    private readonly record struct Part(PartKind Kind, string Text, JavaDatePattern? Pattern);
}
