using Hydrant.Api.Lambda.Catalog;
using Hydrant.Api.Lambda.CreateFunction;
using Hydrant.Api.Lambda.DeleteFunction;
using Hydrant.Api.Lambda.GetFunction;
using Hydrant.Api.Lambda.GetFunctionConfiguration;
using Hydrant.Api.Lambda.Invoke;
using Hydrant.Api.Lambda.ListFunctions;
using Hydrant.Api.Lambda.UpdateFunctionCode;
using Hydrant.Api.Lambda.UpdateFunctionConfiguration;
using Hydrant.Functions;
using Hydrant.Wire.Rest;

namespace Hydrant.Api.Lambda;

/// <summary>Lambda as a table of routes. A new operation is a folder beside this file and one line here.</summary>
public static class LambdaService
{
    public static RestTable Operations(FunctionCatalog catalog, FunctionHost host, FunctionOptions options, EventCalls events)
    {
        var lambda = new LambdaContext(catalog, host, options, events);
        return new RestTable("/2015-03-31/functions", "lambda", LambdaFaults.Of)
            .Add(new CreateFunctionOperation(lambda))
            .Add(new DeleteFunctionOperation(lambda))
            .Add(new GetFunctionOperation(lambda))
            .Add(new GetFunctionConfigurationOperation(lambda))
            .Add(new InvokeOperation(lambda))
            .Add(new ListFunctionsOperation(lambda))
            .Add(new UpdateFunctionCodeOperation(lambda))
            .Add(new UpdateFunctionConfigurationOperation(lambda));
    }
}
