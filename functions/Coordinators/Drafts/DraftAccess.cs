using Campaigns.Access;
using Campaigns.Drafting;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Signatories;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Coordinators.Drafts;

/// <summary>Lets the editors of a draft in, and scripts; for every other coordinator there is no such draft.</summary>
public sealed class DraftAccess(Guard guard, DraftStore store, CampaignReading pages)
{
    public const string Script = "script";

    public static string NameOf(Staff staff) => staff.Session?.Email ?? Script;

    public static bool May(Staff staff, StatementDraft draft) =>
        staff.Session is null || draft.Editors.Contains(staff.Session.Email, StringComparer.OrdinalIgnoreCase);

    public Task<IResult> AdmitAsync(HttpRequest request, string id, Func<Staff, StatementDraft, Task<IResult>> door, CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, async staff => await store.FindAsync(id, cancellation) is { } draft && May(staff, draft)
            ? await door(staff, draft)
            : await pages.NotFoundAsync(request), cancellation);

    /// <summary>The language that the address asks for, if the draft has it; else the authoritative one.</summary>
    public static string Language(HttpRequest request, StatementDraft draft) =>
        request.Query["text"] is [{ } asked] && draft.VersionOf(asked) > 0 ? asked : draft.Language;

    /// <summary>All forms of one draft carry the same proof.</summary>
    public static string Proof(StatementDraft draft) => $"/desk/drafts/{draft.Id}";
}
