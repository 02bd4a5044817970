using System.Globalization;
using Campaigns.Signatures;

namespace Campaigns.Letters;

/// <summary>
/// What the addressees are owed when somebody withdraws after the letters have left: to be told. A person tells them and says so at the
/// desk; the journal's entry AddendumTold (until) holds up to which withdrawal.
/// </summary>
public static class Addendum
{
    public const string Told = "AddendumTold";

    /// <summary>The withdrawals of which the addressees were not told yet, the oldest first.</summary>
    public static IReadOnlyList<Signature> Owed(IEnumerable<Signature> signatures, IEnumerable<JournalEntry> journal)
    {
        var told = journal.Where(entry => entry.What == Told).Select(entry => DateTimeOffset.Parse(entry.Arguments[0], CultureInfo.InvariantCulture))
            .DefaultIfEmpty(DateTimeOffset.MinValue).Max();
        return [.. signatures.Where(signature => signature.LeftAt > told).OrderBy(signature => signature.LeftAt)];
    }
}
