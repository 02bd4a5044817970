using System.Text;
using Campaigns.Functions.Doors;
using Campaigns.Signatures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Signatories;

public sealed class HomeDoor(CampaignStore store, SignatureBook book, TimeProvider time)
{
    const int Earlier = 20;

    // The Functions host keeps "/" for itself unless the route's only parameter may be empty.
    [Function("Home")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{root:maxlength(0)?}")] HttpRequest request,
        CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var active = await EntriesAsync(await store.ListAsync(active: true, cancellation), now, cancellation);
        var ended = await store.ListAsync(active: false, cancellation);
        var view = new HomeView(
            now,
            [.. active.Where(entry => entry.Campaign.TakesSignatures(now)).OrderBy(entry => entry.Campaign.ClosesAt ?? DateTimeOffset.MaxValue)],
            [.. active.Where(entry => entry.Campaign.Phase == Phase.Scheduled).OrderBy(entry => entry.Campaign.OpensAt)],
            [.. active.Where(entry => entry.Campaign.Phase != Phase.Scheduled && !entry.Campaign.TakesSignatures(now)),
                .. await EntriesAsync(ended.Where(campaign => campaign.DispatchedAt is not null).Take(Earlier), now, cancellation)]);
        return request.WantsJson()
            ? Json(request, view)
            : request.Validated(Encoding.UTF8.GetBytes(await request.RenderAsync(view)), "text/html; charset=utf-8");
    }

    async Task<IReadOnlyList<HomeEntry>> EntriesAsync(IEnumerable<Campaign> campaigns, DateTimeOffset now, CancellationToken cancellation) =>
        await Task.WhenAll(campaigns
            // Under an embargo even a title says too much; those who are invited have their link.
            .Where(campaign => !campaign.IsUnderEmbargo(now))
            .Select(async campaign => new HomeEntry(campaign, campaign.FinalCount ?? await book.CountAsync(campaign, cancellation))));

    static IResult Json(HttpRequest request, HomeView view) => request.PublicJson(new
    {
        campaigns = view.Open.Concat(view.Scheduled).Concat(view.Earlier).Select(entry => new
        {
            entry.Campaign.Id,
            entry.Campaign.Title,
            state = entry.Campaign.Phase.ToString().ToLowerInvariant(),
            entry.Campaign.OpensAt,
            entry.Campaign.ClosesAt,
            entry.Campaign.TimeZone,
            entry.Count.Organisations,
            entry.Count.Countries,
            entry.Count.Individuals,
        }),
    });
}
