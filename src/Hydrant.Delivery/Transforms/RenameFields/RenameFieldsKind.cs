using Hydrant.Core;
using Hydrant.Delivery.Processing;
using Hydrant.Delivery.Transforms.Fields;

namespace Hydrant.Delivery.Transforms.RenameFields;

/// <summary>RenameFields: Fields, each <c>path:name</c>. A member that has the new name already gives way.</summary>
internal sealed class RenameFieldsKind : ITransformKind
{
    public string Type => "RenameFields";

    public int Order => 45;

    public IReadOnlyList<string> OwnParameters { get; } = ["Fields"];

    public bool MayRepeat => true;

    public string? Mistake(ProcessorSettings settings)
    {
        if (Fields.OwnParameters.Mistake(settings, OwnParameters) is { } wrong) return wrong;
        if (settings.Find("Fields") is not { } fields) return Fields.OwnParameters.Missing(settings, "Fields");
        var renames = Parse(fields);
        return renames.Ok ? null : renames.Fault.Message;
    }

    public ITransform Build(ProcessorSettings settings, TransformParts parts)
    {
        var root = new FieldNode("");
        foreach (var (from, to) in Parse(settings.Find("Fields")!).Value) root.At(from.Names).Rename(to);
        return new EditTransform(Type, root);
    }

    private static Outcome<List<(FieldPath From, string To)>> Parse(string text)
    {
        var renames = new List<(FieldPath From, string To)>();
        foreach (var part in FieldPath.Split(text, ','))
        {
            var sides = FieldPath.Split(part, ':');
            if (sides.Count != 2) return Fault.InvalidArgument($"'{part.Trim()}' is no rename: write path:name.");
            var from = FieldPath.Parse(sides[0]);
            if (!from.Ok) return from.Fault;
            var to = FieldPath.Parse(sides[1]);
            if (!to.Ok) return to.Fault;
            if (to.Value.Names.Count > 1)
                return Fault.InvalidArgument($"'{sides[1].Trim()}' is a path: a member gets another name, not another place.");
            renames.Add((from.Value, to.Value.Last));
        }

        return FirstTwice(renames) is { } twice ? Fault.InvalidArgument(twice) : renames;
    }

    private static string? FirstTwice(List<(FieldPath From, string To)> renames)
    {
        var sources = renames.Select(rename => Id(rename.From.Names)).ToList();
        var targets = renames.Select(rename => Id(rename.From.Names.SkipLast(1).Append(rename.To))).ToList();
        for (var i = 0; i < renames.Count; i++)
        {
            if (sources.IndexOf(sources[i]) < i) return $"{renames[i].From.Last} is renamed twice.";
            if (targets.IndexOf(targets[i]) < i) return $"Two members are renamed to {renames[i].To}.";
        }

        return null;
    }

    private static string Id(IEnumerable<string> names) => string.Join('\0', names);
}
