using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Signatories;

/// <summary>What the signatories' doors have in common: finding the campaign an address names, and saying that there is none.</summary>
public sealed class CampaignReading(CampaignStore store, Texts texts)
{
    public Task<Campaign?> FindAsync(string id, CancellationToken cancellation) => store.FindAsync(id, cancellation);

    /// <summary>The text in the language asked for by <c>?text=</c>, else in the reader's, else the authoritative one.</summary>
    public async Task<Statement> TextAsync(Campaign campaign, HttpRequest request, CancellationToken cancellation)
    {
        var wanted = TextLanguage(campaign, request);
        var (language, markdown) = await store.TextAsync(campaign, wanted, cancellation);
        return new Statement(language, markdown, [.. campaign.Languages.Where(other => other != language)]);
    }

    public string TextLanguage(Campaign campaign, HttpRequest request) =>
        request.Query["text"] is [{ } asked] && campaign.Languages.Contains(asked) ? asked : texts.Language;

    public async Task<IResult> NotFoundAsync(HttpRequest request) =>
        request.WantsJson()
            ? Problem.Of(StatusCodes.Status404NotFound, texts["NotFound_Title"])
            : await request.PageAsync(new NoticeView(texts["NotFound_Title"], texts["NotFound_Text"]) { Next = Onwards(request.Path) }, StatusCodes.Status404NotFound);

    /// <summary>Back into the room whose door was missed.</summary>
    (string Path, string Text) Onwards(PathString path) =>
        path.StartsWithSegments("/ops") ? ("/ops", texts["Rooms_Ops"])
        : path.StartsWithSegments("/desk") || path.StartsWithSegments("/networks") ? ("/desk", texts["Rooms_Desk"])
        : ("/", texts["ToCampaigns"]);

    /// <summary>The page for a body that could not be taken: too large, of another type, or broken.</summary>
    /// <param name="back">A path of ours; what a stranger put into it is escaped here.</param>
    public async Task<IResult> RefusedAsync(HttpRequest request, int status, string back)
    {
        var title = texts[$"Refused_{status}_Title"];
        if (request.WantsJson() || request.HasJsonContentType()) return Problem.Of(status, title);
        return await request.PageAsync(new NoticeView(title, texts[$"Refused_{status}_Text"]) { Next = (Escaped(back), texts["Back"]) }, status);
    }

    static string Escaped(string path)
    {
        var parts = path.Split('#', 2);
        return string.Join('#', [new PathString(parts[0]).ToUriComponent(), .. parts[1..]]);
    }
}

/// <summary>A statement in one language, and in which others it exists.</summary>
public sealed record Statement(string Language, string Markdown, IReadOnlyList<string> Others);
