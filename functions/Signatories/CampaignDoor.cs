using Campaigns.Access;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Pages.Charts;
using Campaigns.Letters;
using Campaigns.Letters.Replies;
using Campaigns.Signatures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Signatories;

/// <summary>A campaign's public page.</summary>
public sealed class CampaignDoor(CampaignReading reading, SignatureBook book, LetterLedger ledger, CampaignStore store, ReplyStore replies, FormTokens tokens, PublicPages pages, TimeProvider time)
{
    [Function("Campaign")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "campaigns/{id}")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        if (await reading.FindAsync(id, cancellation) is not { } campaign) return await reading.NotFoundAsync(request);
        var letters = await ledger.CountAsync(campaign, cancellation);
        var answered = campaign.DispatchedAt is null ? 0 : (await replies.AnsweredAsync(id, cancellation)).Count;
        if (request.WantsJson())
            return Json(request, campaign, campaign.IsUnderEmbargo(time.GetUtcNow()), campaign.FinalCount ?? await book.CountAsync(campaign, cancellation), await book.LeftAsync(campaign, cancellation), letters, answered);

        var now = time.GetUtcNow();
        var hidden = campaign.IsUnderEmbargo(now);
        var shows = (campaign.Changes, Beat(campaign, now), hidden, Plan.WindowAt(campaign, now), letters, answered, await book.ShownAsync(campaign, cancellation));
        return await pages.AnswerAsync(request, reading.TextLanguage(campaign, request), shows, () => ViewAsync(request, campaign, now, letters, answered));
    }

    async Task<IView<CampaignPage>> ViewAsync(HttpRequest request, Campaign campaign, DateTimeOffset now, LetterCounts letters, int answered)
    {
        var (id, hidden) = (campaign.Id, campaign.IsUnderEmbargo(now));
        var cancellation = CancellationToken.None; // others may wait for the same page
        var count = campaign.FinalCount ?? await book.CountAsync(campaign, cancellation);
        var action = $"/campaigns/{id}/signatures";
        return new CampaignView(campaign, now, count, letters)
        {
            Left = await book.LeftAsync(campaign, cancellation),
            Statement = hidden ? null : await reading.TextAsync(campaign, request, cancellation),
            Progress = hidden || campaign.OpenedAt is null ? null : new ProgressView(campaign, now, count, await book.ProgressAsync(campaign, cancellation)),
            Signatories = hidden ? [] : await book.PublicListAsync(campaign, cancellation),
            SentTo = hidden || campaign.DispatchedAt is null || campaign.Phase == Phase.Archived ? [] : await store.AddresseesAsync(campaign, cancellation),
            Answered = answered,
            Form = campaign.TakesSignatures(now) && !hidden ? new FormState(action, tokens.Create(action, "")) : null,
        };
    }

    /// <summary>How long the page's times of day and durations stay true: a minute, and near the window's ends a second.</summary>
    static long Beat(Campaign campaign, DateTimeOffset now)
    {
        var isNear = (campaign.ClosesAt - now)?.Duration() < Soon || (campaign.GraceUntil - now)?.Duration() < Soon || (campaign.OpensAt - now).Duration() < Soon;
        return now.Ticks / (isNear ? TimeSpan.TicksPerSecond : TimeSpan.TicksPerMinute);
    }

    static readonly TimeSpan Soon = TimeSpan.FromMinutes(3);

    /// <summary>The versions of the text, the authoritative one first.</summary>
    /// <param name="hidden">Under embargo: who stands behind the text is not said either.</param>
    public static IEnumerable<object> LanguagesOf(Campaign campaign, bool hidden = false) => campaign.Languages.Select(language => new
    {
        language,
        authoritative = language == campaign.Language,
        title = campaign.TitleIn(language),
        approvedBy = hidden ? null : campaign.ApprovedBy?.GetValueOrDefault(language),
    });

    static IResult Json(HttpRequest request, Campaign campaign, bool hidden, Count count, int left, LetterCounts letters, int answered) => request.PublicJson(new
    {
        campaign.Id,
        campaign.Title,
        state = campaign.Phase.ToString().ToLowerInvariant(),
        campaign.OpensAt,
        campaign.ClosesAt,
        campaign.GraceUntil,
        ifThresholdMissed = Conditions.IfMissed(campaign) switch { AtClose.Ask => "ask", AtClose.Extend => "extend", AtClose.DoNotSend => "do-not-send", _ => null },
        campaign.TimeZone,
        count.Organisations,
        count.Countries,
        count.Individuals,
        withdrawnAfterDispatch = left,
        campaign.TextHash,
        languages = LanguagesOf(campaign, hidden),
        campaign.List,
        keptUntil = Retention.EndsAt(campaign),
        purgedAt = campaign.Purge?.CompletedAt,
        rounds = hidden ? [] : Coordinators.RoundJson.Public(campaign),
        letters = new { letters.Total, letters.Accepted, letters.Delivered, letters.Bounced, letters.Failed },
        lettersAnswered = answered,
    });
}
