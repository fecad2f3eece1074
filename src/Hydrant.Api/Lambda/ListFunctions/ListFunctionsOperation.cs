using System.Globalization;
using System.Text;
using Hydrant.Api.Lambda.Shared;
using Hydrant.Core;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Rest;

namespace Hydrant.Api.Lambda.ListFunctions;

/// <summary>Pages in the order of names; a marker is the name of the last function of the page before.</summary>
internal sealed class ListFunctionsOperation(LambdaContext lambda) : LambdaOperation(lambda)
{
    private const int MaxPage = 50;
    private const int MaxItems = 10_000;

    public override string Method => "GET";

    public override string Path => Functions;

    protected override ValueTask<Outcome<RestAnswer>> RunAsync(RestRequest request, CallContext call, CancellationToken ct) => new(Run(request, call));

    private Outcome<RestAnswer> Run(RestRequest request, CallContext call)
    {
        var count = MaxPage;
        if (request.Query("MaxItems") is { } text
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count is < 1 or > MaxItems))
            return Fault.InvalidArgument($"MaxItems must be 1 to {MaxItems}, not '{text}'.");
        if (request.Query("FunctionVersion") is { } version && version != "ALL")
            return Fault.InvalidArgument($"FunctionVersion must be ALL, not '{version}'.");
        if (request.Query("MasterRegion") is not null) return Fault.InvalidArgument("MasterRegion is not supported here.");
        if (!TryMarker(request.Query("Marker"), out var after)) return Fault.InvalidArgument("Invalid Marker.");

        var rest = Lambda.Catalog.List(call.Tenant).Where(state => string.CompareOrdinal(state.Name, after) > 0).ToList();
        var page = rest.Take(Math.Min(count, MaxPage)).ToList();
        return FunctionAnswers.Answer(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("Functions");
            foreach (var state in page) FunctionAnswers.WriteConfiguration(json, state);
            json.WriteEndArray();
            if (page.Count < rest.Count) json.WriteString("NextMarker", Convert.ToBase64String(Encoding.ASCII.GetBytes(page[^1].Name)));
            json.WriteEndObject();
        });
    }

    private static bool TryMarker(string? marker, out string name)
    {
        name = "";
        if (string.IsNullOrEmpty(marker)) return true;
        var bytes = new byte[marker.Length];
        if (!Convert.TryFromBase64String(marker, bytes, out var length)) return false;
        name = Encoding.ASCII.GetString(bytes, 0, length);
        return true;
    }
}
