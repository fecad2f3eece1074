using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Delivery.Logging;
using Hydrant.Functions;
using Hydrant.Storage;
using Hydrant.Tables;

namespace Hydrant.Destinations;

/// <summary>What destinations are built with.</summary>
/// <param name="Objects">Where destinations that write objects write them.</param>
/// <param name="Tables">Where columns come from.</param>
/// <param name="Functions">Calls the functions that transform records.</param>
/// <param name="Ids">Names what is written.</param>
/// <param name="Clock">Times repetitions.</param>
public sealed record DestinationServices(
    IObjectStore Objects, TableCatalog Tables, IFunctionInvoker Functions, IIdSource Ids, TimeProvider Clock)
{
    /// <summary>Takes the errors of destinations whose error log is on; null where nobody keeps them.</summary>
    public IErrorLog? ErrorLog { get; init; }

    /// <summary>Bytes of rows that one file of columns may hold in memory; beyond them a row group ends early.</summary>
    public long RowMemory { get; init; } = DeliveryOptions.MaxRowMemory;
}
