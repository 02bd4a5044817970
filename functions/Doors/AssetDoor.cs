using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Doors;

public sealed class AssetDoor
{
    [Function("Asset")]
    public IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "assets/{name}")] HttpRequest request, string name)
    {
        if (AssetFiles.Find(name) is not { } asset) return Results.NotFound();
        var headers = request.HttpContext.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Remove("Vary");
        return Results.Bytes(asset.Content.For(request).Content, asset.ContentType);
    }
}
