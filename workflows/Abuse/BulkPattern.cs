using Campaigns.Checks;
using Campaigns.Signatures;

namespace Campaigns.Abuse;

/// <summary>Which texts must be like those of another signature.</summary>
public enum Alike { No, Name, Organisation }

/// <summary>
/// Which signatures a coordinator means. All that is given must hold; texts are compared by <see cref="TextKey"/>. Pure.
/// </summary>
/// <param name="Name">Part of the person's name; empty: any.</param>
/// <param name="Organisation">Part of the organisation's name; empty: any.</param>
/// <param name="Domain">Of the address, or above it; empty: any.</param>
/// <param name="From">Signed then or later.</param>
/// <param name="To">Signed then or before; who signs after the preview is never meant.</param>
/// <param name="Alike">Only those whose text another one that matches has as well.</param>
public sealed record BulkPattern(string Name, string Organisation, string Domain, DateTimeOffset? From, DateTimeOffset To, Alike Alike)
{
    internal bool Matches(BookRow row, SignatoryDetails person) =>
        row.ErasedAt is null && row.ConfirmedAt is { } at && at <= To && (From is null || at >= From)
        && Has(person.Name, Name) && Has(person.Organisation, Organisation) && IsAt(person.Email)
        && (Alike == Alike.No || KeyOf(person).Length > 0);

    /// <summary>What must be alike.</summary>
    internal string KeyOf(SignatoryDetails person) => Alike switch
    {
        Alike.Name => TextKey.Of(person.Name),
        Alike.Organisation => TextKey.Of(person.Organisation),
        _ => "",
    };

    static bool Has(string text, string part) => part.Length == 0 || TextKey.Of(text).Contains(TextKey.Of(part), StringComparison.Ordinal);

    bool IsAt(string email) => Domain.Length == 0 || (EmailAddress.TryParse(email, out var address) && MailDomain.IsOf(Domain, address.Domain));
}
