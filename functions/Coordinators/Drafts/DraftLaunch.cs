using Campaigns.Drafting;
using Campaigns.Functions.Entrance;

namespace Campaigns.Functions.Coordinators.Drafts;

/// <summary>What a frozen draft puts into the launch form.</summary>
public sealed class DraftLaunch(DraftStore store)
{
    /// <returns>Fields of a launch by name; none for a draft that is not frozen, not theirs, or not there.</returns>
    public async Task<IReadOnlyDictionary<string, string>> FieldsAsync(Staff staff, string? id, CancellationToken cancellation)
    {
        var fields = new Dictionary<string, string>();
        if (string.IsNullOrEmpty(id) || await store.FindAsync(id, cancellation) is not { IsFrozen: true } draft || !DraftAccess.May(staff, draft)) return fields;
        (fields["title"], fields["language"], fields["timeZone"]) = (draft.Title, draft.Language, draft.TimeZone);
        foreach (var language in draft.Languages)
            fields[language == draft.Language ? "statement" : "statement." + language] = await store.TextAsync(draft, language, cancellation);
        return fields;
    }
}
