namespace Campaigns.Networks;

/// <summary>Organisations of a directory as the lines of a launch's <c>invitations</c>: one for each organisation, to its first representative.</summary>
public static class DirectoryInvitations
{
    /// <summary><c>organisation; country; contact; email; language</c>, quoted where needed. Who has no representative is left out.</summary>
    public static string Lines(IEnumerable<Organisation> organisations) => string.Join('\n', organisations.Where(one => !one.Representatives.IsEmpty).Select(one =>
        ListCells.Join([one.Name, one.Country, one.Representatives[0].Name, one.Representatives[0].Email, LanguageOf(one)])));

    static string LanguageOf(Organisation one) => one.Representatives[0].Language is { Length: > 0 } own ? own : one.Languages.FirstOrDefault("");
}
