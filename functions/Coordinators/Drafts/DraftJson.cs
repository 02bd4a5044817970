using Campaigns.Drafting;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Coordinators.Drafts;

/// <summary>A draft as scripts see it.</summary>
static class DraftJson
{
    public static async Task<IResult> OneAsync(StatementDraft draft, DraftStore store, IReadOnlyList<DraftComment> comments, CancellationToken cancellation)
    {
        var texts = new List<object>();
        foreach (var language in draft.Languages)
            if (await store.VersionAsync(draft, language, draft.VersionOf(language), cancellation) is { } version)
                texts.Add(new { version.Language, version.Number, version.By, version.At, version.Text, authoritative = language == draft.Language, approvedBy = DraftApprovals.Of(draft, language) is { Length: > 0 } names ? names : null });
        return Results.Json(new
        {
            draft.Id,
            draft.Title,
            draft.Language,
            draft.TimeZone,
            draft.ChangedAt,
            draft.FrozenAt,
            keptUntil = DraftSweep.KeptUntil(draft),
            draft.Editors,
            texts,
            draft.Round,
            opens = draft.Launch is { } launch ? new { launch.SetAt, launch.OrderedAt, launch.StoppedAt, stoppedBy = launch.StoppedBy?.ToLowerInvariant(), launch.Campaign, waitsFor = DraftOpening.Missing(draft).Select(one => one.Number), unread = DraftOpening.Unread(draft) } : null,
            reviewers = draft.Asked.Select(one => new { one.Number, one.Name, one.Email, one.Language, one.Organisation, answered = draft.HasAnswered(one) }),
            words = draft.Verdicts.Select(word => new { by = draft.NameOf(word.Reviewer, word.By), word.Reviewer, organisation = draft.OrganisationOf(word), word.Language, word.Version, word.Approves, word.Reason, word.At }),
            comments = comments.Select(one => new { one.Id, by = draft.NameOf(one.Reviewer, one.By), one.Language, one.Version, one.Paragraph, one.Quote, one.Text, one.At, settled = one.SettledBy is not null }),
        });
    }
}
