using Campaigns.Access;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Campaigns.Invitations;
using Campaigns.Networks;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Coordinators.Phones;

/// <summary>The phone list: who was invited and has not answered. As a page to print, as JSON, and as CSV.</summary>
public sealed class PhoneDoor(Guard guard, CampaignReading campaigns, InvitationBoard board, NetworkStore networks, TimeProvider time)
{
    [Function("Phones")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "desk/{id}/phone")] HttpRequest request, string id, CancellationToken cancellation) =>
        AdmitAsync(request, id, async view => request.WantsJson() ? Json(view) : await request.PageAsync(view), cancellation);

    /// <summary>UTF-8 with a byte-order mark, for spreadsheets; formulas are taken the sting.</summary>
    [Function("PhonesCsv")]
    public Task<IResult> Csv(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "desk/{id}/phone.csv")] HttpRequest request, string id, CancellationToken cancellation) =>
        AdmitAsync(request, id, view => Task.FromResult(Results.File(
            [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(PhoneList.Csv(view.Lines))], "text/csv; charset=utf-8", $"phone-{id}.csv")), cancellation);

    Task<IResult> AdmitAsync(HttpRequest request, string id, Func<PhoneView, Task<IResult>> show, CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, async staff =>
        {
            if (await campaigns.FindAsync(id, cancellation) is not { } campaign) return await campaigns.NotFoundAsync(request);
            var directory = campaign.Network is { } network ? await networks.BookAsync(network, cancellation) : null;
            var now = time.GetUtcNow();
            return await show(new(staff, campaign, now, PhoneList.Of(await board.ReadAsync(campaign, cancellation), directory, now)));
        }, cancellation);

    static IResult Json(PhoneView view) => Results.Json(new
    {
        at = view.Now,
        lines = view.Lines.Select(line => new
        {
            line.Status.Invitation.Number,
            line.Organisation,
            line.Country,
            line.Contact,
            line.Email,
            line.Phone,
            line.TimeZone,
            localTime = line.Clock,
            mail = DeskJson.Word(line.Status.Mail.State),
        }),
    });
}

/// <summary>Whom to ring up at <paramref name="Now"/>.</summary>
public sealed record PhoneView(Staff Staff, Campaign Campaign, DateTimeOffset Now, IReadOnlyList<PhoneLine> Lines) : IView<PhonePage>;
