namespace Hydrant.Wire.Shapes;

/// <summary>A list. Its items' paths count from 1 and end in <c>member</c>, as the service prints them.</summary>
internal sealed class ListShape<T>(Shape<T> item, int min, int max) : Shape<List<T>?>
{
    public override List<T>? Read(ref WireReader reader)
    {
        if (reader.Token != WireToken.StartList) throw WireTypes.NotAList(reader.Token);
        var list = new List<T>();
        while (reader.Read() && reader.Token != WireToken.EndList)
        {
            if (reader.Token != WireToken.Null) list.Add(item.Read(ref reader));
        }

        return list;
    }

    public override void Write(WireWriter writer, List<T>? value)
    {
        writer.StartList();
        foreach (var entry in value!) item.Write(writer, entry);
        writer.EndList();
    }

    public override void Check(List<T>? value, ConstraintErrors errors)
    {
        if (value is null) return;
        var printed = $"[{string.Join(", ", value)}]";
        if (value.Count < min) errors.Add(printed, $"Member must have length greater than or equal to {min}");
        if (value.Count > max) errors.Add(printed, $"Member must have length less than or equal to {max}");
        for (var i = 0; i < value.Count; i++)
        {
            errors.Enter($"{i + 1}");
            errors.Enter("member");
            item.Check(value[i], errors);
            errors.Leave();
            errors.Leave();
        }
    }
}

/// <summary>A map from text to text with the lengths of keys and values constrained.</summary>
internal sealed class TextMapShape(int max, int maxKey, int maxValue, int min) : Shape<Dictionary<string, string>?>
{
    public override Dictionary<string, string>? Read(ref WireReader reader)
    {
        if (reader.Token != WireToken.StartMap) throw WireTypes.NotAMap(reader.Token);
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.Token != WireToken.EndMap)
        {
            var key = reader.GetString();
            reader.Read();
            if (reader.Token == WireToken.Null) continue;
            map[key] = reader.Token == WireToken.String
                ? reader.GetString()
                : throw WireTypes.NotA("String", reader.Token);
        }

        return map;
    }

    public override void Write(WireWriter writer, Dictionary<string, string>? value)
    {
        writer.StartMap();
        foreach (var (key, text) in value!)
        {
            writer.NameText(key);
            writer.String(text);
        }

        writer.EndMap();
    }

    public override void Check(Dictionary<string, string>? value, ConstraintErrors errors)
    {
        if (value is null) return;
        var printed = $"{{{string.Join(", ", value.Select(pair => $"{pair.Key}={pair.Value}"))}}}";
        if (value.Count < min) errors.Add(printed, $"Member must have length greater than or equal to {min}");
        if (value.Count > max) errors.Add(printed, $"Member must have length less than or equal to {max}");
        if (value.Keys.Any(key => key.Length < 1 || key.Length > maxKey))
            errors.Add(printed, $"Map keys must satisfy constraint: {Lengths(maxKey, 1)}");
        if (value.Values.Any(text => text.Length > maxValue))
            errors.Add(printed, $"Map value must satisfy constraint: {Lengths(maxValue, 0)}");
    }

    private static string Lengths(int max, int min) =>
        $"[Member must have length less than or equal to {max}, Member must have length greater than or equal to {min}]";
}
