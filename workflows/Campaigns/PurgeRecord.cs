namespace Campaigns;

/// <summary>The end of a campaign's personal data: who ordered it, what there was, what is left. No personal data.</summary>
/// <param name="By">As in <see cref="JournalEntry.Actor"/>; <c>campaign</c> when the retention was over.</param>
/// <param name="Why">One of <see cref="Reasons"/>; null when the retention was over.</param>
public sealed record PurgeRecord(DateTimeOffset OrderedAt, string By, string? Why)
{
    /// <summary>Why a person may order it before its time. Words of their own would be destroyed with the rest.</summary>
    public static readonly IReadOnlyList<string> Reasons = ["danger", "request", "finished"];

    /// <summary>From here on the campaign is archived, and no page shows what was stored of people.</summary>
    public DateTimeOffset? BegunAt { get; init; }
    public PersonalCount? Before { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }
    public PersonalCount? After { get; init; }
    /// <summary>SHA-256 (hex, lower case) of the certificate; see <c>PurgeCertificate</c>.</summary>
    public string? Hash { get; init; }
}

/// <summary>How many things are stored that say something of a person.</summary>
/// <param name="Keys">Data keys that open what is sealed: 1 or 0.</param>
/// <param name="Signatures">Confirmed or not.</param>
/// <param name="Messages">That wait or were sent, and notes of reminders.</param>
/// <param name="Notes">Words of people in the journal and the ledger of letters, and the coordinator's address.</param>
public sealed record PersonalCount(int Keys, int Signatures, int Invitations, int Addressees, int Messages, int Notes)
{
    public static readonly PersonalCount Nothing = new(0, 0, 0, 0, 0, 0);
}
