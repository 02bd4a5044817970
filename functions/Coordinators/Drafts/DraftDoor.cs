using System.Globalization;
using Campaigns.Drafting;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Campaigns.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Coordinators.Drafts;

/// <summary>What editors look at: the draft, the page to write on, the preview, the differences. Looking changes nothing.</summary>
public sealed class DraftDoor(DraftAccess access, DraftPages pages, DraftStore store, CampaignReading others, TimeProvider time)
{
    [Function("Draft")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "desk/drafts/{draft}")] HttpRequest request, string draft, CancellationToken cancellation) =>
        access.AdmitAsync(request, draft, (staff, found) => pages.ShowAsync(request, staff, found, pages.Form(staff, found), null, null, StatusCodes.Status200OK, cancellation), cancellation);

    [Function("DraftEdit")]
    public Task<IResult> Edit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "desk/drafts/{draft}/edit")] HttpRequest request, string draft, CancellationToken cancellation) =>
        access.AdmitAsync(request, draft, async (staff, found) =>
        {
            if (found.IsFrozen) return request.SeeOther($"/desk/drafts/{found.Id}");
            var language = request.Query["text"] is [{ } asked] && Checks.LanguageTag.TryParse(asked, out var tag) ? tag : found.Language;
            var copies = await store.CopiesAsync(found, cancellation);
            var mine = copies.FirstOrDefault(copy => copy.Id == request.Query["copy"] && copy.Language == language && copy.By == DraftAccess.NameOf(staff));
            var newest = await store.VersionAsync(found, language, found.VersionOf(language), cancellation);
            // A page that was open before the text was saved, or kept on this device only, keeps its name.
            var name = mine?.Id ?? (request.Query["copy"] is [{ Length: >= 8 and <= 32 } open] && Base32.Is(open) && !copies.Any(copy => copy.Id == open) ? open : Base32.Random(16));
            var view = new DraftEditView(staff, found, language, name, mine?.Base ?? newest?.Number ?? 0, mine?.Text ?? newest?.Text ?? "", pages.Form(staff, found), time.GetUtcNow())
            {
                Copies = copies,
                Newer = mine is not null && mine.Base != (newest?.Number ?? 0) ? newest : null,
            };
            return await pages.EditAsync(request, view, StatusCodes.Status200OK);
        }, cancellation);

    [Function("DraftPreview")]
    public Task<IResult> Preview(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "desk/drafts/{draft}/preview")] HttpRequest request, string draft, CancellationToken cancellation) =>
        access.AdmitAsync(request, draft, async (staff, found) =>
        {
            var language = DraftAccess.Language(request, found);
            var text = await store.TextAsync(found, language, cancellation);
            return await request.PageAsync(new DraftPreviewView(staff, found, language, text, LetterPreview.Of(found.Title, language, text)));
        }, cancellation);

    /// <summary>From version <c>from</c> to version <c>to</c>; without numbers, what the newest changed.</summary>
    [Function("DraftChanges")]
    public Task<IResult> Changes(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "desk/drafts/{draft}/changes")] HttpRequest request, string draft, CancellationToken cancellation) =>
        access.AdmitAsync(request, draft, async (staff, found) =>
        {
            var language = DraftAccess.Language(request, found);
            var to = Number(request, "to") ?? found.VersionOf(language);
            var from = Number(request, "from") ?? to - 1;
            if (await store.VersionAsync(found, language, to, cancellation) is not { } newer) return await others.NotFoundAsync(request);
            var older = from == 0 ? new DraftVersion(language, 0, "", "", found.CreatedAt, 0) : await store.VersionAsync(found, language, from, cancellation);
            if (older is null) return await others.NotFoundAsync(request);
            return await request.PageAsync(new DraftChangesView(staff, found, older, newer, TextDifferences.Between(older.Text, newer.Text)));
        }, cancellation);

    static int? Number(HttpRequest request, string name) =>
        int.TryParse(request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
