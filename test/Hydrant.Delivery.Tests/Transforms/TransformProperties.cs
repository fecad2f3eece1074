using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using static Hydrant.Delivery.Tests.Transforms.TransformLab;

namespace Hydrant.Delivery.Tests.Transforms;

/// <summary>What holds of every document: made from seeds, so that a failure names the seed.</summary>
public sealed class TransformProperties
{
    private static readonly string[] Names = ["a", "b", "c", "é", "q\"", "d e", "long name"];
    private static readonly string[] Texts = ["", "x", "axa", "a\"b", "é\n", "1,5", "😀", "a;b", "\\", "null"];
    private static readonly JsonSerializerOptions[] Written = [new(), new() { WriteIndented = true }];
    private static readonly Arbitrary<int> Seeds = ArbMap.Default.ArbFor<int>();

    [Fact]
    public void Masking_changes_texts_and_nothing_else() => ForAll(random =>
    {
        var document = new JsonArray(Document(random, 4)); // A value alone is text where it is no text in quotes.
        var masked = Node(One(Processor("Mask", ("Pattern", "[a-z]"), ("Replacement", "#\"")), Text(document, random)));

        return JsonNode.DeepEquals(masked, Masked(document));
    });

    [Fact]
    public void What_matches_nothing_stays_to_the_byte() => ForAll(random =>
    {
        var text = Text(Document(random, 4), random);
        return One(Processor("Mask", ("Pattern", "[0-9]{40}"), ("Fields", "a,b.c")), text) == text
            && One(Processor("DropFields", ("Fields", "nobody,a.nobody")), text) == text
            && One(Processor("RenameFields", ("Fields", "nobody:a")), text) == text;
    });

    [Fact]
    public void Dropping_and_renaming_do_what_a_tree_of_nodes_does() => ForAll(random =>
    {
        var document = Document(random, 4);
        var text = Text(document, random);
        var dropped = Path(random);
        var (renamed, to) = (Path(random), Names[random.Next(Names.Length)]);

        var once = One(Processor("DropFields", ("Fields", Escaped(dropped))), text);
        Change(document, dropped, 0, (members, name) => members.Remove(name));
        if (!JsonNode.DeepEquals(Node(once), document)) return false;

        var twice = One(Processor("RenameFields", ("Fields", $"{Escaped(renamed)}:{Escaped([to])}")), once);
        Change(document, renamed, 0, (members, name) =>
        {
            if (name == to || !members.TryGetPropertyValue(name, out var value)) return;
            members.Remove(to);
            members.Remove(name);
            members.Add(to, value);
        });
        return JsonNode.DeepEquals(Node(twice), document);
    });

    [Fact]
    public void Rows_are_read_back_as_they_were() => ForAll(random =>
    {
        var document = Document(random, 3) as JsonObject ?? [];
        var row = One(Processor("JsonToCsv", ("Fields", string.Join(',', Names.Select(name => Escaped([name])))), ("NullText", "null")), document.ToJsonString());

        var values = Fields(row);
        return values.Count == Names.Length && Names.Zip(values).All(pair =>
        {
            var (name, (value, isQuoted)) = pair;
            return document[name] switch
            {
                null => value == "null" && !isQuoted,
                JsonValue text when text.GetValueKind() == JsonValueKind.String => value == text.GetValue<string>() && (value != "null" || isQuoted),
                var other => JsonNode.DeepEquals(Node(value), other),
            };
        });
    });

    private static void ForAll(Func<Random, bool> property) =>
        Prop.ForAll(Seeds, seed => property(new Random(seed))).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    private static string One(Hydrant.Delivery.Transforms.ProcessorSettings processor, string record)
    {
        var run = OneAsync(processor, record);
        run.IsCompleted.ShouldBeTrue();
        return run.GetAwaiter().GetResult();
    }

    private static JsonNode? Document(Random random, int depth) => random.Next(depth > 0 ? 7 : 4) switch
    {
        0 => JsonNode.Parse("1.50e3"),
        1 => null,
        2 or 3 => Texts[random.Next(Texts.Length)],
        4 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Document(random, depth - 1))]),
        _ => new JsonObject(Names.Where(_ => random.Next(2) == 0).OrderBy(_ => random.Next())
            .Select(name => KeyValuePair.Create(name, Document(random, depth - 1)))),
    };

    private static string Text(JsonNode? document, Random random) => JsonSerializer.Serialize(document, Written[random.Next(2)]);

    private static JsonNode? Node(string json) => JsonNode.Parse(json);

    private static JsonNode? Masked(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Masked(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Masked)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String =>
            string.Concat(value.GetValue<string>().Select(each => char.IsAsciiLetterLower(each) ? "#\"" : each.ToString())),
        _ => node?.DeepClone(),
    };

    private static string[] Path(Random random) => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Names[random.Next(Names.Length)])];

    private static string Escaped(string[] path) => string.Join('.', path);

    private static void Change(JsonNode? node, string[] path, int at, Action<JsonObject, string> change)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items) Change(item, path, at, change);
        }
        else if (node is JsonObject members)
        {
            if (at == path.Length - 1) change(members, path[at]);
            else if (members.TryGetPropertyValue(path[at], out var next)) Change(next, path, at + 1, change);
        }
    }

    // One row of RFC 4180.
    private static List<(string Text, bool IsQuoted)> Fields(string row)
    {
        var fields = new List<(string, bool)>();
        for (var i = 0; i <= row.Length; i++)
        {
            var text = new StringBuilder();
            var isQuoted = i < row.Length && row[i] == '"';
            if (isQuoted)
            {
                for (i++; row[i] != '"' || (i + 1 < row.Length && row[i + 1] == '"'); i++) text.Append(row[i] == '"' ? row[i++] : row[i]);
                i++;
            }
            else
            {
                for (; i < row.Length && row[i] != ','; i++) text.Append(row[i]);
            }

            (i == row.Length || row[i] == ',').ShouldBeTrue();
            fields.Add((text.ToString(), isQuoted));
        }

        return fields;
    }
}
