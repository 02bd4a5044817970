using System.Collections.Immutable;

namespace Campaigns.Drafting;

/// <summary>
/// A statement that is being written, before any campaign: what its row holds, sealed, because title and names are nobody's business
/// yet. The texts themselves are rows of their own (<see cref="DraftVersion"/>). Instants are UTC; <see cref="TimeZone"/> is IANA.
/// </summary>
public sealed record StatementDraft
{
    /// <summary>16 characters of lower-case base32.</summary>
    public required string Id { get; init; }
    public required string Title { get; init; }
    /// <summary>BCP 47 tag of the authoritative text.</summary>
    public required string Language { get; init; }
    public required string TimeZone { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    /// <summary>Addresses of the coordinators who write it; nobody else finds it. Scripts with the key do.</summary>
    public required ImmutableArray<string> Editors { get; init; }
    /// <summary>The newest version in each language, in the order of the tags.</summary>
    public ImmutableArray<DraftHead> Heads { get; init; } = [];
    public ImmutableArray<Reviewer> Reviewers { get; init; } = [];
    /// <summary>What reviewers, or editors for a translation, said about a version; a later word of the same person on the same language replaces it.</summary>
    public ImmutableArray<Verdict> Verdicts { get; init; } = [];
    /// <summary>The drafting round that runs, or the last one.</summary>
    public DraftRound? Round { get; init; }
    public int Comments { get; init; }
    /// <summary>From then on nothing of the text changes, until somebody thaws it.</summary>
    public DateTimeOffset? FrozenAt { get; init; }
    /// <summary>The campaign that opens, or opened, with this text by itself; null for none.</summary>
    public WaitingLaunch? Launch { get; init; }
    public int Changes { get; init; }

    public bool IsFrozen => FrozenAt is not null;

    public bool IsRoundOpen => Round is { ClosedAt: null };

    public int VersionOf(string language) => Heads.FirstOrDefault(head => head.Language == language)?.Version ?? 0;

    /// <summary>All languages that have a text, the authoritative one first.</summary>
    public IEnumerable<string> Languages => Heads.Select(head => head.Language).OrderBy(tag => tag == Language ? 0 : 1).ThenBy(tag => tag, StringComparer.Ordinal);

    /// <summary>Who still gets mail: reviewers who have not left.</summary>
    public IEnumerable<Reviewer> Asked => Reviewers.Where(reviewer => !reviewer.HasLeft);

    /// <summary>Whether this reviewer has said yes or no in the round that runs.</summary>
    public bool HasAnswered(Reviewer reviewer) => Round is { } round && Verdicts.Any(word => word.Reviewer == reviewer.Number && word.At >= round.OpenedAt);

    /// <summary>Who said a word: of a reviewer the name, as long as the person has not left; of an editor what stands with the word.</summary>
    public string NameOf(int reviewer, string by) => reviewer > 0 ? Reviewers[reviewer - 1].Name : by;

    /// <summary>On whose behalf a word was said, in words that may be published; empty for nobody.</summary>
    public string OrganisationOf(Verdict word) => word.Reviewer > 0 ? Reviewers[word.Reviewer - 1].Organisation : word.Organisation;

    /// <summary>What was said about the newest version in a language.</summary>
    public IEnumerable<Verdict> WordsOn(string language) => Verdicts.Where(word => word.Language == language && word.Version == VersionOf(language));
}

/// <param name="By">Address of the editor who saved it, or <c>script</c>.</param>
public sealed record DraftHead(string Language, int Version, DateTimeOffset At, string By);

/// <summary>Somebody who reads the draft by an emailed link. <paramref name="Number"/> counts from 1; it stays when the person leaves.</summary>
public sealed record Reviewer(int Number, string Name, string Email, string Language)
{
    /// <summary>For whom this person speaks, in words that may be published with the approval; empty for nobody.</summary>
    public string Organisation { get; init; } = "";

    /// <summary>Name and address are gone, at the person's wish.</summary>
    public bool HasLeft => Email.Length == 0;
}

/// <summary>Approval or objection to one version in one language.</summary>
/// <param name="Reviewer">0 for an editor at the desk.</param>
/// <param name="By">Of an editor the name to show; empty for reviewers, whose names stand in one place only, so that they can leave.</param>
/// <param name="Reason">Of an objection; empty otherwise.</param>
public sealed record Verdict(int Reviewer, string By, string Language, int Version, bool Approves, string Reason, DateTimeOffset At)
{
    /// <summary>Of an editor's word: on whose behalf, to be published; empty for nobody. A reviewer's stands with the reviewer.</summary>
    public string Organisation { get; init; } = "";
}

/// <summary>A time in which reviewers are asked.</summary>
public sealed record DraftRound(int Number, DateTimeOffset OpenedAt, DateTimeOffset Deadline, DateTimeOffset? RemindedAt = null, DateTimeOffset? ClosedAt = null)
{
    /// <summary>Who has not answered is reminded once, in the last quarter of the time.</summary>
    public DateTimeOffset RemindsAt => Deadline - ((Deadline - OpenedAt) / 4);
}

/// <summary>A text as it was saved. <paramref name="Base"/> is the version that the editor had before them.</summary>
public sealed record DraftVersion(string Language, int Number, string Text, string By, DateTimeOffset At, int Base);

/// <summary>A word on one paragraph.</summary>
/// <param name="Reviewer">0 for an editor.</param>
/// <param name="By">As in <see cref="Verdict"/>.</param>
/// <param name="Paragraph">Which one, from 1, in the version that was read.</param>
/// <param name="Quote">The paragraph as it read then, cut at <see cref="Limits.DraftQuote"/>: by it the comment finds its place in later versions.</param>
/// <param name="SettledBy">Address of the editor who has dealt with it; null as long as nobody has.</param>
public sealed record DraftComment(string Id, int Reviewer, string By, string Language, int Version, int Paragraph, string Quote, string Text, DateTimeOffset At, string? SettledBy = null);

/// <summary>What somebody has typed and not saved: kept by itself, one for each open page, so that nothing is overwritten.</summary>
public sealed record WorkingCopy(string Language, string Id, string By, int Base, string Text, DateTimeOffset At);
