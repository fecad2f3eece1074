namespace Hydrant.Delivery.Conversion;

/// <summary>A table as a delivery stream names it.</summary>
/// <param name="CatalogId">The account.</param>
/// <param name="Database">Its database.</param>
/// <param name="Table">Its name.</param>
/// <param name="Region">Where the catalogue is.</param>
/// <param name="VersionId">A version's number, or <c>LATEST</c>.</param>
public sealed record TableName(string CatalogId, string Database, string Table, string Region, string VersionId);
