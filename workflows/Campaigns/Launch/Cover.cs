namespace Campaigns;

/// <summary>The sender's own words above the statement, to the offices of one group. Nobody signs them, so no hash binds them.</summary>
/// <param name="Group">Label of the group, without regard to case; empty: every addressee whose group has none.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Text">One paragraph.</param>
public sealed record Cover(string Group, string Language, string Text)
{
    /// <summary>
    /// The paragraph for an addressee: of its group, else of all; in the first of the <paramref name="languages"/> that there is, else in whichever stands first.
    /// </summary>
    public static Cover? For(Addressee addressee, IReadOnlyCollection<Cover> covers, params ReadOnlySpan<string> languages)
    {
        var own = Of(addressee.Group ?? "", covers);
        if (own.Count == 0) own = Of("", covers);
        foreach (var language in languages)
            if (own.Find(cover => cover.Language == language) is { } found) return found;
        return own.FirstOrDefault();
    }

    static List<Cover> Of(string group, IReadOnlyCollection<Cover> covers) =>
        [.. covers.Where(cover => cover.Group.Equals(group, StringComparison.OrdinalIgnoreCase))];
}
