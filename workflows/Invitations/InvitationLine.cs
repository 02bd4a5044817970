namespace Campaigns.Invitations;

/// <summary>An invitation as the line that it is launched by.</summary>
static class InvitationLine
{
    const int Required = 5;

    /// <summary><c>organisation; country; contact; email; language; alternates; time zone; phone</c>, without empty cells at the end. The alternates have
    /// <c>|</c> between, each <c>address</c> or <c>Name &lt;address&gt;</c>. Addresses whose mail came back stand behind, so that they are tried last.</summary>
    public static string[] Cells(Invitation one)
    {
        var others = one.Alternates.OrNone().AddRange(one.Earlier.OrNone()).Where(other => other.Email.Length > 0);
        string[] cells = [one.Organisation, one.Country, one.Contact, one.Email, one.Language, string.Join(" | ", others.Select(Write)), one.TimeZone ?? "", one.Phone ?? ""];
        var used = Math.Max(Required, Array.FindLastIndex(cells, cell => cell.Length > 0) + 1);
        return cells[..used];
    }

    // What separates would not be read again.
    static string Write(OtherAddress other)
    {
        var name = string.Concat(other.Contact.Select(c => c is '|' or '<' or '>' ? ' ' : c)).Trim();
        return name.Length == 0 ? other.Email : $"{name} <{other.Email}>";
    }
}
