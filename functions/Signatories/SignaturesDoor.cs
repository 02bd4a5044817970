using Campaigns.Abuse;
using Campaigns.Access;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Campaigns.Signatures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Signatories;

/// <summary>Takes the public form to sign. The answer is the same whether or not the address has signed before.</summary>
public sealed class SignaturesDoor(
    CampaignReading reading, SignatureBook book, FormTokens tokens, ScriptKey key, Rush rush, Crowd crowd, CampaignsOptions options, Texts texts, TimeProvider time)
{
    /// <summary>A form that is shown once more is as old as the one before, but never so old that it would soon be void.</summary>
    static readonly TimeSpan LongestAge = TimeSpan.FromMinutes(1);

    static readonly string[] Fields = ["kind", "organisation", "website", "country", "name", "role", "email", "publication", "pseudonym", "language", "neutral", "updates"];

    [Function("RequestSignature")]
    public async Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "campaigns/{id}/signatures")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await reading.RefusedAsync(request, status, $"/campaigns/{id}#sign");
        if (await reading.FindAsync(id, cancellation) is not { } campaign) return await reading.NotFoundAsync(request);

        var read = posted.Check(SignatureForm.Read(campaign, posted.Fields), Fields);
        var expired = !IsOurs(request, posted, Action(id));
        if (!read.IsValid || expired) return await AgainAsync(request, campaign, posted, read, expired);
        var now = time.GetUtcNow();
        if (campaign.IsUnderEmbargo(now) || !campaign.TakesSignatures(now)) return await NotNowAsync(request, campaign, now);

        var refused = rush.Refuse(request, posted, Rates.SignRequests, "sign", campaign.Id, () => AgainAsync(request, campaign, posted, read, expired: false, busy: true));
        if (refused is not null) return await refused;

        await book.RequestAsync(campaign, read.Value, DoubtsOf(request, posted, campaign, read.Value), cancellation);
        return request.SeeOther($"/campaigns/{id}/check-mail");
    }

    // Other sites cannot post JSON here without asking first (CORS), and no cookie opens this door: only forms need the token.
    bool IsOurs(HttpRequest request, PostedForm posted, string action) =>
        posted.Json is not null || key.IsWith(request) || tokens.IsValid(posted.Fields.GetValueOrDefault(FormState.TokenField), action, "");

    /// <summary>Whoever has the key of scripts is trusted; of the others it is noted how the form came in. The answer is the same.</summary>
    Doubts DoubtsOf(HttpRequest request, PostedForm posted, Campaign campaign, SignatureRequest asked) => key.IsWith(request) ? Doubts.None
        : (options.LeastFillingSeconds > 0 ? crowd.Take(campaign, asked) : Doubts.None)
        | Doubting.OfForm(Age(posted, campaign), posted.Fields.GetValueOrDefault(TrapField.Name, ""), TimeSpan.FromSeconds(options.LeastFillingSeconds));

    /// <summary>Since when the person has had the form.</summary>
    TimeSpan? Age(PostedForm posted, Campaign campaign) => tokens.AgeOf(posted.Fields.GetValueOrDefault(FormState.TokenField), Action(campaign.Id), "");

    static string Action(string id) => $"/campaigns/{id}/signatures";

    async Task<IResult> AgainAsync(HttpRequest request, Campaign campaign, PostedForm posted, Checked<SignatureRequest> read, bool expired, bool busy = false)
    {
        if (request.WantsJson())
            return expired ? Problem.Of(StatusCodes.Status400BadRequest, texts["Expired_Title"]) : Problem.Of(texts, read.Errors);
        var action = Action(campaign.Id);
        var age = Age(posted, campaign) is { } known && known > TimeSpan.Zero ? known < LongestAge ? known : LongestAge : TimeSpan.Zero;
        var form = new FormState(action, tokens.Create(action, "", age), posted.Fields, read.Errors) { Expired = expired && read.IsValid, Busy = busy };
        var status = busy ? StatusCodes.Status429TooManyRequests : expired ? StatusCodes.Status400BadRequest : StatusCodes.Status422UnprocessableEntity;
        return await request.PageAsync(new SignAgainView(campaign, form), status);
    }

    async Task<IResult> NotNowAsync(HttpRequest request, Campaign campaign, DateTimeOffset now)
    {
        var why = campaign switch
        {
            { CancelledAt: not null } => "Cancelled",
            { Phase: Phase.Scheduled } => "TooEarly",
            _ when campaign.IsUnderEmbargo(now) => "Embargo",
            _ when Conditions.IsBeingDecided(campaign, now) => "BeingDecided",
            _ => "TooLate",
        };
        if (request.WantsJson()) return Problem.Of(StatusCodes.Status409Conflict, texts[$"Link_{why}_Title"]);
        var notice = new NoticeView(texts[$"Link_{why}_Title"], texts[$"Link_{why}_Text"]) { Next = ($"/campaigns/{campaign.Id}", texts["ToStatement"]) };
        return await request.PageAsync(notice, StatusCodes.Status409Conflict);
    }

    /// <summary>Somebody came back to the address of the form: lead them to it.</summary>
    [Function("SignatureForm")]
    public IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "campaigns/{id}/signatures")] HttpRequest request, string id) =>
        request.SeeOther($"/campaigns/{Uri.EscapeDataString(id)}#sign");
}
