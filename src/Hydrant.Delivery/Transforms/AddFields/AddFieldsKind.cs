using System.Buffers;
using Hydrant.Core;
using Hydrant.Delivery.Processing;
using Hydrant.Delivery.Transforms.Fields;

namespace Hydrant.Delivery.Transforms.AddFields;

/// <summary>AddFields: Field, <c>name=value</c>, as often as there are members to add to the record's object.</summary>
internal sealed class AddFieldsKind : ITransformKind
{
    private const string Field = "Field";

    public string Type => "AddFields";

    public int Order => 45;

    public IReadOnlyList<string> OwnParameters { get; } = [Field];

    public bool MayRepeat => true;

    public string? Mistake(ProcessorSettings settings)
    {
        if (Fields.OwnParameters.Mistake(settings, OwnParameters, repeated: Field) is { } wrong) return wrong;
        if (settings.Find(Field) is null) return Fields.OwnParameters.Missing(settings, Field);
        var added = Parse(settings);
        return added.Ok ? null : added.Fault.Message;
    }

    public ITransform Build(ProcessorSettings settings, TransformParts parts)
    {
        var added = Parse(settings).Value;

        // What is there already would be there twice.
        var replaced = FieldNode.Of([.. added.Select(field => new FieldPath([field.Name]))]);
        return new EditTransform(Type, replaced, (record, target) =>
        {
            for (var i = 0; i < added.Count; i++)
            {
                if (i > 0) target.Write(","u8);
                added[i].Write(record, target);
            }
        });
    }

    private static Outcome<List<AddedField>> Parse(ProcessorSettings settings)
    {
        var added = new List<AddedField>();
        foreach (var (_, text) in settings.Parameters)
        {
            var field = AddedField.Parse(text);
            if (!field.Ok) return field.Fault;
            if (added.Exists(other => other.Name == field.Value.Name)) return Fault.InvalidArgument($"{field.Value.Name} is added twice.");
            added.Add(field.Value);
        }

        return added;
    }
}
