using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Campaigns.Sharing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Signatories;

/// <summary>A sheet of paper with the statement and lines to write on. It collects who wants to sign; signing happens on the page that its code leads to.</summary>
public sealed class SignOnDoor(CampaignReading reading, CampaignsOptions options, TimeProvider time)
{
    [Function("SignOnSheet")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "campaigns/{id}/sheet")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (await reading.FindAsync(id, cancellation) is not { } campaign || !Shared.MaySee(campaign, now)) return await reading.NotFoundAsync(request);
        request.IsPublic();
        return await request.PageAsync(new SignOnView(campaign, await reading.TextAsync(campaign, request, cancellation), $"{options.BaseUrl}/campaigns/{id}", campaign.TakesSignatures(now)));
    }
}

/// <param name="Address">Of the campaign's page, as people type it.</param>
/// <param name="IsOpen">Whether anybody can sign there now.</param>
public sealed record SignOnView(Campaign Campaign, Statement Statement, string Address, bool IsOpen) : IView<SignOnPage>;
