using System.Text.RegularExpressions;

namespace Campaigns.Local.MailRoom.Faults;

/// <summary>What to do with some of the next requests or messages.</summary>
/// <param name="Do">What.</param>
public sealed record FaultRule(FaultKind Do)
{
    /// <summary>A recipient's whole address, or a pattern with * such as <c>*@example.org</c>; null: everyone.</summary>
    public string? To { get; init; }

    /// <summary>Part of the subject, or a pattern with *; null: every subject.</summary>
    public string? Subject { get; init; }

    /// <summary>Share of the cases that match, from 0 to 1.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>How many times at most; null: until the faults are changed.</summary>
    public int? Count { get; init; }

    /// <summary>Makes the draws of <see cref="Rate"/> the same every time.</summary>
    public int? Seed { get; init; }

    internal bool Matches(string to, string subject) => (To is null || Like(to, To)) && (Subject is null || MatchesSubject(subject, Subject));

    static bool MatchesSubject(string subject, string wanted) =>
        wanted.Contains('*') ? Like(subject, wanted) : subject.Contains(wanted, StringComparison.OrdinalIgnoreCase);

    static bool Like(string text, string pattern) => Regex.IsMatch(
        text, "^" + Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);
}

/// <summary>The faults of the contract. The first three strike a whole request, the others a message.</summary>
public enum FaultKind
{
    /// <summary>429: too many requests, with the headers that say when to come again.</summary>
    TooManyRequests,

    /// <summary>500.</summary>
    ServerError,

    /// <summary>The request is stored, and its sender never hears of it.</summary>
    AcceptThenHang,

    /// <summary>Refused by the recipient's server.</summary>
    Bounce,

    /// <summary>Put off by the recipient's server, delivered later.</summary>
    Defer,

    /// <summary>Accepted and never heard of again.</summary>
    Drop,

    /// <summary>Events told several times, out of order, some under another id.</summary>
    DuplicateEvents,
}
