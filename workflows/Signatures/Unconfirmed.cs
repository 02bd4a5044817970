namespace Campaigns.Signatures;

/// <summary>
/// When somebody is reminded who asked to sign and has not confirmed: once, after a quarter of the time that was left, and never
/// shortly before the close, when a mail that lies in the way would only annoy. Pure.
/// </summary>
internal static class Unconfirmed
{
    static readonly TimeSpan Soonest = TimeSpan.FromMinutes(10);
    static readonly TimeSpan Latest = TimeSpan.FromDays(3);
    /// <summary>From here to the close nobody is reminded.</summary>
    static readonly TimeSpan LastCall = TimeSpan.FromMinutes(15);

    static readonly TimeSpan ShortestLook = TimeSpan.FromMinutes(5);
    static readonly TimeSpan LongestLook = TimeSpan.FromHours(6);

    /// <returns>Null when too little time is left for a reminder.</returns>
    public static DateTimeOffset? DueAt(DateTimeOffset askedAt, DateTimeOffset? closesAt)
    {
        var quarter = (closesAt - askedAt) / 4 ?? Latest;
        var due = askedAt + (quarter < Soonest ? Soonest : quarter > Latest ? Latest : quarter);
        return IsLastCall(due, closesAt) ? null : due;
    }

    public static bool IsLastCall(DateTimeOffset now, DateTimeOffset? closesAt) => now > closesAt - LastCall;

    /// <summary>How often a book is looked through: all its pending rows are read for it.</summary>
    public static TimeSpan LookEvery(Campaign campaign)
    {
        var part = (campaign.ClosesAt - (campaign.OpenedAt ?? campaign.OpensAt)) / 16 ?? LongestLook;
        return part < ShortestLook ? ShortestLook : part > LongestLook ? LongestLook : part;
    }

    public static bool IsDue(BookRow? row, DateTimeOffset? closesAt, DateTimeOffset now) =>
        row is { State: SignatureState.Pending, RemindedAt: null, ErasedAt: null } && DueAt(row.AskedAt, closesAt) <= now && !IsLastCall(now, closesAt);
}
