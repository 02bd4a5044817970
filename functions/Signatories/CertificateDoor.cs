using System.Text;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Campaigns.Privacy;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Signatories;

/// <summary>The certificate of a purge: a page, JSON, and the text whose hash it names.</summary>
public sealed class CertificateDoor(CampaignReading reading)
{
    [Function("Certificate")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "campaigns/{id}/purge")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        if (await PurgedAsync(id, cancellation) is not { } campaign) return await reading.NotFoundAsync(request);
        request.IsPublic();
        return request.WantsJson() ? Json(campaign) : await request.PageAsync(new CertificateView(campaign, PurgeCertificate.Of(campaign)));
    }

    [Function("CertificateText")]
    public async Task<IResult> Text(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "campaigns/{id}/purge.txt")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        if (await PurgedAsync(id, cancellation) is not { } campaign) return await reading.NotFoundAsync(request);
        request.IsPublic();
        return Results.Text(PurgeCertificate.Of(campaign).Text, "text/plain; charset=utf-8", new UTF8Encoding(false));
    }

    async Task<Campaign?> PurgedAsync(string id, CancellationToken cancellation) =>
        await reading.FindAsync(id, cancellation) is { Purge.CompletedAt: not null } campaign ? campaign : null;

    internal static object Facts(Campaign campaign) => new
    {
        format = PurgeCertificate.Format1,
        campaign.Purge!.OrderedAt,
        campaign.Purge.By,
        campaign.Purge.Why,
        campaign.Purge.BegunAt,
        campaign.Purge.CompletedAt,
        campaign.Purge.Before,
        campaign.Purge.After,
        campaign.Purge.Hash,
    };

    static IResult Json(Campaign campaign) => Results.Json(new
    {
        campaign.Id,
        campaign.Title,
        campaign.TextHash,
        campaign.FinalCount!.Organisations,
        campaign.FinalCount.Countries,
        campaign.FinalCount.Individuals,
        purge = Facts(campaign),
    });
}

/// <summary>What was destroyed, when, and what is kept.</summary>
public sealed record CertificateView(Campaign Campaign, PurgeCertificate Certificate) : IView<CertificatePage>;
