using Campaigns.Drafting;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Coordinators.Drafts;

/// <summary>Puts the pages of a draft together.</summary>
public sealed class DraftPages(Guard guard, DraftStore store, Texts texts, TimeProvider time)
{
    public FormState Form(Staff staff, StatementDraft draft) => guard.Form(staff, DraftAccess.Proof(draft));

    public async Task<IResult> ShowAsync(
        HttpRequest request, Staff staff, StatementDraft draft, FormState form, string? posted, string? refusal, int status, CancellationToken cancellation)
    {
        var json = request.AnswersJson();
        if (json && refusal is not null) return Problem.Of(status, texts["Draft_Refusal_" + refusal]);
        if (json && form.HasErrors) return form.Expired ? Problem.Of(status, texts["Expired_Title"]) : Problem.Of(texts, form.Errors);
        var comments = await store.CommentsAsync(draft, cancellation);
        if (json) return await DraftJson.OneAsync(draft, store, comments, cancellation);

        var language = DraftAccess.Language(request, draft);
        var (text, elsewhere) = Paragraphs.Of(await store.TextAsync(draft, language, cancellation), language, comments);
        return await request.PageAsync(new DraftView(staff, draft, language, form, time.GetUtcNow())
        {
            Text = text,
            Elsewhere = elsewhere,
            Versions = await store.VersionsAsync(draft, language, cancellation),
            Copies = await store.CopiesAsync(draft, cancellation),
            Comments = comments,
            Posted = posted,
            Refusal = refusal,
        }, status);
    }

    /// <summary>The one kind of page with a script: it keeps what is typed.</summary>
    public Task<IResult> EditAsync(HttpRequest request, DraftEditView view, int status)
    {
        request.AllowOwnScript();
        return request.PageAsync(view, status);
    }
}
