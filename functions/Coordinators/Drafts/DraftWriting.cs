using System.Collections.Immutable;
using Campaigns.Drafting;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Coordinators.Drafts;

/// <summary>
/// Saving a text as the next version, keeping what is not finished, throwing that away. A text that was made from another version than the
/// newest overwrites nothing: it is kept, and the page shows both.
/// </summary>
public sealed class DraftWriting(DraftDesk desk, DraftStore store, DraftPages pages, Texts texts, TimeProvider time)
{
    public static readonly ImmutableArray<string> Actions = ["save", "keep", "discard"];

    public async Task<IResult> AnswerAsync(
        HttpRequest request, Staff staff, StatementDraft draft, string act, PostedForm posted, FormState form, bool isOurs, CancellationToken cancellation)
    {
        var input = new DraftInput(posted.WithNumbers("base"));
        var (language, copy, by) = (input.Language(), input.Copy(), DraftAccess.NameOf(staff));
        if (act == "discard")
        {
            if (isOurs && input.All.IsEmpty) await desk.DiscardAsync(draft, language, copy, by, cancellation);
            return request.SeeOther($"/desk/drafts/{draft.Id}");
        }
        var text = act == "save" ? input.Statement() : input.Unfinished();
        var typed = new WorkingCopy(language, copy, by, input.Number("base", Limits.DraftVersions), text ?? "", time.GetUtcNow());
        form = form with { Errors = input.All, Expired = !isOurs && input.All.IsEmpty };
        var json = request.AnswersJson();
        if (form.HasErrors && json) return form.Expired ? Problem.Of(StatusCodes.Status400BadRequest, texts["Expired_Title"]) : Problem.Of(texts, form.Errors);
        if (form.HasErrors) return await AgainAsync(request, staff, draft, typed with { Text = posted.Fields.GetValueOrDefault("statement", "") }, form, cancellation);
        return act == "save"
            ? await SaveAsync(request, staff, draft, typed, form, json, cancellation)
            : await KeepAsync(request, draft, typed, json, cancellation);
    }

    async Task<IResult> SaveAsync(HttpRequest request, Staff staff, StatementDraft draft, WorkingCopy typed, FormState form, bool json, CancellationToken cancellation)
    {
        var decision = await desk.SaveAsync(draft.Id, typed, cancellation);
        if (decision?.Refusal is not { } refusal)
        {
            var next = $"/desk/drafts/{draft.Id}?text={typed.Language}";
            return json ? Results.Json(new { version = decision?.Draft.VersionOf(typed.Language), next }) : request.SeeOther(next);
        }
        if (json) return Problem.Of(StatusCodes.Status409Conflict, texts["Draft_Refusal_" + refusal]);
        if (refusal != "Conflict") return await pages.ShowAsync(request, staff, decision.Draft, form, "save", refusal, StatusCodes.Status409Conflict, cancellation);
        var newest = decision.Draft.VersionOf(typed.Language);
        var view = new DraftEditView(staff, decision.Draft, typed.Language, typed.Id, newest, typed.Text, pages.Form(staff, draft), time.GetUtcNow())
        {
            Newer = await store.VersionAsync(decision.Draft, typed.Language, newest, cancellation),
            IsConflict = true,
            Copies = await store.CopiesAsync(draft, cancellation),
        };
        return await pages.EditAsync(request, view, StatusCodes.Status409Conflict);
    }

    /// <summary>Answers with what the person should know: the newest version and whose it is, and who else is writing.</summary>
    async Task<IResult> KeepAsync(HttpRequest request, StatementDraft draft, WorkingCopy typed, bool json, CancellationToken cancellation)
    {
        if (draft.IsFrozen || !await desk.KeepAsync(draft, typed, cancellation))
            return json ? Problem.Of(StatusCodes.Status409Conflict, texts[draft.IsFrozen ? "Draft_Refusal_Frozen" : "Draft_Refusal_TooMany"]) : request.SeeOther($"/desk/drafts/{draft.Id}");
        if (!json) return request.SeeOther($"/desk/drafts/{draft.Id}?text={typed.Language}");
        var head = draft.Heads.FirstOrDefault(one => one.Language == typed.Language);
        var others = (await store.CopiesAsync(draft, cancellation)).Where(copy => copy.Language == typed.Language && copy.Id != typed.Id && copy.At > time.GetUtcNow() - DraftDesk.Presence);
        return Results.Json(new
        {
            newest = head?.Version ?? 0,
            notice = head is not null && head.Version != typed.Base ? texts["Draft_NewerSaved", head.Version, head.By]
                : others.FirstOrDefault() is { } other ? texts["Draft_AlsoWriting", other.By] : "",
        });
    }

    async Task<IResult> AgainAsync(HttpRequest request, Staff staff, StatementDraft draft, WorkingCopy typed, FormState form, CancellationToken cancellation)
    {
        var language = typed.Language.Length > 0 ? typed.Language : draft.Language;
        var view = new DraftEditView(staff, draft, language, typed.Id, typed.Base, typed.Text, form, time.GetUtcNow()) { Copies = await store.CopiesAsync(draft, cancellation) };
        return await pages.EditAsync(request, view, form.Expired ? StatusCodes.Status400BadRequest : StatusCodes.Status422UnprocessableEntity);
    }
}
