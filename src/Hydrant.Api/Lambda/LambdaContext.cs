using Hydrant.Api.Lambda.Catalog;
using Hydrant.Api.Lambda.Invoke;
using Hydrant.Functions;

namespace Hydrant.Api.Lambda;

/// <summary>What the operations work on.</summary>
internal sealed record LambdaContext(FunctionCatalog Catalog, FunctionHost Host, FunctionOptions Options, EventCalls Events);
