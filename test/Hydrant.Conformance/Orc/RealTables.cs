using Hydrant.Conformance.RealData;
using Hydrant.Formats.Orc;
using Hydrant.Formats.Schema;

namespace Hydrant.Conformance.Orc;

/// <summary>Tables for the real records of vega-datasets.</summary>
internal static class RealTables
{
    private const string Properties =
        "struct<mag:double,place:string,time:timestamp,updated:timestamp,tz:int,url:string,detail:string,felt:int,cdi:double,"
        + "mmi:double,alert:string,status:string,tsunami:tinyint,sig:smallint,net:string,code:string,ids:string,"
        + "sources:string,types:string,nst:int,dmin:double,rms:float,gap:double,magtype:string,type:string,title:string>";

    private static readonly string[] FilmTexts =
    [
        "Title", "Release Date", "MPAA Rating", "Distributor", "Source", "Major Genre", "Creative Type", "Director",
    ];

    private static readonly string[] FilmNumbers =
    [
        "US Gross", "Worldwide Gross", "US DVD Sales", "Production Budget", "Running Time min", "Rotten Tomatoes Rating",
        "IMDB Votes",
    ];

    public static async Task<IReadOnlyList<OrcCase>> ReadAsync()
    {
        var films = FilmTexts.Select(key => (Key: key, Type: "string"))
            .Concat(FilmNumbers.Select(key => (Key: key, Type: "bigint")))
            .Append((Key: "IMDB Rating", Type: "decimal(4,2)"))
            .ToDictionary(each => each.Key.ToLowerInvariant().Replace(' ', '_'));
        return
        [
            await CaseAsync(
                "flights-10k.json",
                [("date", "string"), ("delay", "int"), ("distance", "smallint"), ("origin", "char(3)"), ("destination", "string")],
                new OrcOptions { RowIndexStride = 1_000, BloomFilterColumns = ["origin", "destination"] }),
            await CaseAsync(
                "earthquakes.json",
                [("type", "varchar(20)"), ("id", "string"), ("properties", Properties), ("geometry", "struct<type:string,coordinates:array<double>>")],
                new OrcOptions { Compression = OrcCompression.Zlib, RowIndexStride = 1_000 }),
            await CaseAsync("movies.json", [.. films.Select(film => (film.Key, film.Value.Type))], new OrcOptions()) with
            {
                Keys = films.ToDictionary(film => film.Key, film => film.Value.Key),
            },
        ];
    }

    private static async Task<OrcCase> CaseAsync(string file, (string Name, string Type)[] columns, OrcOptions options) =>
        new(TableSchema.Parse(columns).Value, await VegaRecords.ReadAsync(file), options, StripeRows: 0, BatchRows: 700);
}
