using System.Text;
using System.Text.Json;
using Hydrant.Core;

namespace Hydrant.Delivery.Transforms.Fields;

/// <summary>What is meant for the members of an object, by their names: a tree made of paths. Complete before it is used.</summary>
/// <param name="name">Of the member; empty for the value the tree is for.</param>
internal sealed class FieldNode(string name)
{
    // Few names: a look at each of them costs less than a table.
    private readonly List<FieldNode> _members = [];

    /// <summary>A path ends here.</summary>
    public bool IsEnd { get; private set; }

    /// <summary>Which of the paths ends here, from 0; the last one if several do.</summary>
    public int Index { get; private set; } = -1;

    /// <summary>The name that the member gets, in quotes; null when it keeps its own.</summary>
    public byte[]? NewToken { get; private set; }

    public IReadOnlyList<FieldNode> Members => _members;

    private ReadOnlyMemory<byte> Utf8 { get; } = Encoding.UTF8.GetBytes(name);

    private ReadOnlyMemory<byte> NewUtf8 { get; set; }

    public static FieldNode Of(IReadOnlyList<FieldPath> paths)
    {
        var root = new FieldNode("");
        for (var i = 0; i < paths.Count; i++)
        {
            var end = root.At(paths[i].Names);
            (end.IsEnd, end.Index) = (true, i);
        }

        return root;
    }

    /// <summary>The node at the end of those names, made where it is missing.</summary>
    public FieldNode At(IEnumerable<string> names)
    {
        var node = this;
        foreach (var each in names)
        {
            var bytes = Encoding.UTF8.GetBytes(each);
            var next = node._members.Find(member => member.Utf8.Span.SequenceEqual(bytes));
            if (next is null) node._members.Add(next = new FieldNode(each));
            node = next;
        }

        return node;
    }

    public void Rename(string to) => (NewToken, NewUtf8) = (JsonText.Quoted(to), Encoding.UTF8.GetBytes(to));

    /// <summary>What is meant for the member whose name the reader stands on, or null.</summary>
    public FieldNode? Find(ref Utf8JsonReader reader)
    {
        foreach (var member in _members)
        {
            if (reader.ValueTextEquals(member.Utf8.Span)) return member;
        }

        return null;
    }

    /// <summary>The member that takes the name the reader stands on, or null.</summary>
    public FieldNode? FindRenamedTo(ref Utf8JsonReader reader)
    {
        foreach (var member in _members)
        {
            if (member.NewToken is not null && reader.ValueTextEquals(member.NewUtf8.Span)) return member;
        }

        return null;
    }

    /// <summary>Whether an object has this member.</summary>
    /// <param name="reader">A copy, which stands on the object's start.</param>
    public bool IsIn(Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(Utf8.Span)) return true;
            reader.Skip();
        }

        Invariant.That(reader.TokenType == JsonTokenType.EndObject);
        return false;
    }
}
