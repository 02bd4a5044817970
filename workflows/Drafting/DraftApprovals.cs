namespace Campaigns.Drafting;

/// <summary>Who approved a language, in words to be published: the organisations on whose behalf somebody approved its newest text. No person's name, which was given for the reviewing only.</summary>
public static class DraftApprovals
{
    /// <summary>Empty for nobody; at most <see cref="Limits.ApprovedBy"/> characters.</summary>
    public static string Of(StatementDraft draft, string language)
    {
        var names = draft.WordsOn(language).Where(word => word.Approves).Select(draft.OrganisationOf).Where(name => name.Length > 0).Distinct().ToList();
        var all = string.Join(", ", names);
        while (names.Count > 1 && all.Length > Limits.ApprovedBy)
        {
            names.RemoveAt(names.Count - 1);
            all = string.Join(", ", names) + ", …";
        }
        return all;
    }
}
