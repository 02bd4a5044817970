using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Signatories;

/// <summary>What runs here, in which version, under which licence, and where its source is: the licence asks that everybody who uses it over a network can get that.</summary>
public sealed class AboutDoor(CampaignsOptions options)
{
    [Function("About")]
    public async Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "about")] HttpRequest request)
    {
        request.IsPublic();
        return request.WantsJson()
            ? Results.Json(new { product = "Campaigns", version = ProductVersion.Number, commit = ProductVersion.Commit, licence = AboutView.Licence, source = options.SourceUrl })
            : await request.PageAsync(new AboutView(options.SourceUrl));
    }
}

/// <param name="Source">Absolute address; empty where the operator named none.</param>
public sealed record AboutView(string Source) : IView<AboutPage>
{
    public const string Licence = "AGPL-3.0-or-later";
}
