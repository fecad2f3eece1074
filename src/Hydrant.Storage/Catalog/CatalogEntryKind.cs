namespace Hydrant.Storage.Catalog;

/// <summary>What a change of the catalogue does. The numbers are persisted.</summary>
internal enum CatalogEntryKind
{
    Put = 1,
    Delete = 2,

    /// <summary>Says only how far versions have grown, so that none is given twice after everything was rewritten.</summary>
    Counter = 3,
}
