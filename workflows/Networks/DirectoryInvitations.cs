using Campaigns.Invitations;

namespace Campaigns.Networks;

/// <summary>Organisations of a directory as the lines of a launch's <c>invitations</c>: one for each organisation, to its first representative;
/// the others stand behind as alternates.</summary>
public static class DirectoryInvitations
{
    /// <summary>As <see cref="InvitationLine"/>, quoted where needed. Who has no representative is left out.</summary>
    public static string Lines(IEnumerable<Organisation> organisations) => string.Join('\n', organisations.Where(one => !one.Representatives.IsEmpty).Select(one =>
        ListCells.Join(InvitationLine.Cells(InvitationOf(one)))));

    static Invitation InvitationOf(Organisation one)
    {
        var first = one.Representatives[0];
        return new(0, one.Name, one.Country, first.Name, first.Email, LanguageOf(one))
        {
            Alternates = [.. one.Representatives.Skip(1).Take(Limits.Alternates).Select(other => new OtherAddress(other.Name, other.Email))],
            TimeZone = first.TimeZone,
            Phone = first.Phone,
        };
    }

    static string LanguageOf(Organisation one) => one.Representatives[0].Language is { Length: > 0 } own ? own : one.Languages.FirstOrDefault("");
}
