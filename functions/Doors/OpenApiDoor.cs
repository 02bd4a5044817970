using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Doors;

/// <summary>The description of every door that speaks JSON: OpenAPI 3.1, from the file beside this one. The tests hold it against the doors.</summary>
public sealed class OpenApiDoor
{
    static readonly byte[] Content = Resources.Read("openapi.json");

    [Function("OpenApi")]
    public IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "openapi.json")] HttpRequest request) =>
        request.Validated(Content, "application/json; charset=utf-8");
}
