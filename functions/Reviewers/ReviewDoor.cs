using System.Collections.Immutable;
using Campaigns.Access;
using Campaigns.Drafting;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Campaigns.Functions.Reviewers;

/// <summary>A reviewer's page, behind the link of their mail: read, comment, approve, object, leave. Looking changes nothing.</summary>
public sealed class ReviewDoor(ReviewRoom room, DraftStore store, FormTokens tokens, CampaignReading pages, Texts texts, TimeProvider time)
{
    static readonly ImmutableArray<string> Acts = ["comment", "approve", "object", "leave"];

    [Function("Review")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sign/review/{token}")] HttpRequest request, string token, CancellationToken cancellation) =>
        await room.OpenAsync(token, cancellation) is var (draft, reviewer)
            ? await ShowAsync(request, draft, reviewer, Form(token), null, StatusCodes.Status200OK, cancellation)
            : await NoneAsync(request);

    [Function("ReviewWord")]
    public async Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sign/review/{token}")] HttpRequest request, string token,
        [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (await room.OpenAsync(token, cancellation) is not var (draft, reviewer)) return await NoneAsync(request);
        if (posted.Refusal is { } status) return await pages.RefusedAsync(request, status, Path(token));
        var fields = posted.WithNumbers("version", "paragraph");
        var form = Form(token) with { Values = fields };
        if (posted.Json is null && !tokens.IsValid(posted.Fields.GetValueOrDefault(FormState.TokenField), Path(token), ""))
            return await ShowAsync(request, draft, reviewer, form with { Expired = true }, null, StatusCodes.Status400BadRequest, cancellation);
        var act = fields.GetValueOrDefault("act", "");
        if (act == "leave") return await LeaveAsync(request, draft, reviewer, cancellation);
        return await SpeakAsync(client, request, token, draft, reviewer, act, fields, form, cancellation);
    }

    async Task<IResult> SpeakAsync(
        DurableTaskClient client, HttpRequest request, string token, StatementDraft draft, Reviewer reviewer, string act, IReadOnlyDictionary<string, string> fields, FormState form, CancellationToken cancellation)
    {
        var input = new DraftInput(fields);
        var word = input.Word(act);
        var errors = Acts.Contains(act) ? input.All : [new FieldError("act", act.Length == 0 ? "Required" : "NotOneOf", string.Join(", ", Acts))];
        if (!errors.IsEmpty) return await ShowAsync(request, draft, reviewer, form with { Errors = errors }, null, StatusCodes.Status422UnprocessableEntity, cancellation);
        var decision = act == "comment"
            ? await CommentAsync(draft, reviewer, word, cancellation)
            : await room.JudgeAsync(client, draft, reviewer.Number, "", word, cancellation);
        if (decision is null) return await NoneAsync(request);
        if (decision.Refusal is { } refusal) return await ShowAsync(request, decision.Draft, reviewer, form, refusal, StatusCodes.Status409Conflict, cancellation);
        return request.WantsJson()
            ? await ShowAsync(request, decision.Draft, reviewer, Form(token), null, StatusCodes.Status200OK, cancellation)
            : request.SeeOther($"{Path(token)}?text={word.Language}&done={act}");
    }

    /// <summary>On the paragraph as it read in the version that the person had before them.</summary>
    async Task<DraftDecision?> CommentAsync(StatementDraft draft, Reviewer reviewer, ReviewWord word, CancellationToken cancellation)
    {
        if (await store.VersionAsync(draft, word.Language, word.Version, cancellation) is not { } read) return new(draft, "OldVersion");
        var paragraphs = Language.StatementHtml.Paragraphs(read.Text);
        if (word.Paragraph > paragraphs.Count) return new(draft, "OldVersion");
        var quote = word.Paragraph == 0 ? "" : paragraphs[word.Paragraph - 1].Source;
        return await room.CommentAsync(draft, reviewer.Number, "", word.Language, word.Version, word.Paragraph, quote, word.Text, cancellation);
    }

    async Task<IResult> LeaveAsync(HttpRequest request, StatementDraft draft, Reviewer reviewer, CancellationToken cancellation)
    {
        await room.LeaveAsync(draft, reviewer, cancellation);
        return request.WantsJson() ? Results.NoContent() : await request.PageAsync(new NoticeView(texts["Review_Left_Title"], texts["Review_Left_Text"]));
    }

    async Task<IResult> ShowAsync(
        HttpRequest request, StatementDraft draft, Reviewer reviewer, FormState form, string? refusal, int status, CancellationToken cancellation)
    {
        var json = request.WantsJson();
        if (json && refusal is not null) return Problem.Of(status, texts["Draft_Refusal_" + refusal]);
        if (json && form.HasErrors) return form.Expired ? Problem.Of(status, texts["Expired_Title"]) : Problem.Of(texts, form.Errors);
        var language = request.Query["text"] is [{ } asked] && draft.VersionOf(asked) > 0 ? asked : draft.VersionOf(reviewer.Language) > 0 ? reviewer.Language : draft.Language;
        var text = await store.TextAsync(draft, language, cancellation);
        if (json) return Results.Json(new { draft.Title, language, version = draft.VersionOf(language), text, deadline = draft.Round?.Deadline, draft.FrozenAt });
        var (paragraphs, elsewhere) = Paragraphs.Of(text, language, await store.CommentsAsync(draft, cancellation));
        return await request.PageAsync(new ReviewView(draft, reviewer, language, form, time.GetUtcNow())
        {
            Text = paragraphs,
            Elsewhere = elsewhere,
            Refusal = refusal,
            SignedSoFar = await room.SignedSoFarAsync(draft, cancellation),
            Done = request.Query["done"] is [{ } done] && Acts.Contains(done) && status == StatusCodes.Status200OK ? done : null,
        }, status);
    }

    async Task<IResult> NoneAsync(HttpRequest request) => request.WantsJson()
        ? Problem.Of(StatusCodes.Status404NotFound, texts["Review_None_Title"])
        : await request.PageAsync(new NoticeView(texts["Review_None_Title"], texts["Review_None_Text"]), StatusCodes.Status404NotFound);

    FormState Form(string token) => new(Path(token), tokens.Create(Path(token), ""));

    static string Path(string token) => "/sign/review/" + token;
}
