using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Campaigns.Signatures;

namespace Campaigns;

/// <summary>A launch that passed every check; see <c>LaunchReader</c>. Nothing is stored yet.</summary>
public sealed record CampaignDraft
{
    public required string Title { get; init; }
    public required string Language { get; init; }
    /// <summary>Markdown by language tag; holds at least <see cref="Language"/>.</summary>
    public required ImmutableSortedDictionary<string, string> Texts { get; init; }
    /// <summary>The title in further languages of <see cref="Texts"/>; null for none. Left out when null, as below.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableSortedDictionary<string, string>? Titles { get; init; }
    /// <summary>Who approved each language, to be published; null for none. Left out when null, as below.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableSortedDictionary<string, string>? ApprovedBy { get; init; }
    /// <summary>ISO 8601 duration; null when there is a deadline instead, or none at all.</summary>
    public string? Window { get; init; }
    public DateTimeOffset? ClosesAt { get; init; }
    public required string TimeZone { get; init; }
    public DateTimeOffset? OpensAt { get; init; }
    public required SignatoryRule Signatories { get; init; }
    public Publication DefaultPublication { get; init; } = Publication.Public;
    /// <summary>Empty: everything may be chosen.</summary>
    public ImmutableArray<Publication> Publications { get; init; } = [];
    public bool NeutralMail { get; init; }
    /// <summary>Left out when false, so that ids made before there was a choice stay.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Urgent { get; init; }
    public required VettingRule Vetting { get; init; }
    public required ApprovalRule Approval { get; init; }
    /// <summary>Left out when false, as above.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SecondApproval { get; init; }
    /// <summary>Address of the coordinator who launches, where a second person approves; null: a script. No part of the launch's id.</summary>
    [JsonIgnore]
    public string? LaunchedBy { get; init; }
    public int? MinimumSignatures { get; init; }
    public int? MinimumCountries { get; init; }
    /// <summary>Null for none; left out then, so that ids made before there was a choice stay. As the three below.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<MustSign>? MustSigns { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MaximumObjections { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public MissedRule WhenMissed { get; init; }
    /// <summary>ISO 8601 duration.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ExtendBy { get; init; }
    public required ImmutableArray<Addressee> Addressees { get; init; }
    /// <summary>What stands above the statement, by group and language; null for none. Left out when null, as below.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<Cover>? Covers { get; init; }
    /// <summary>Null: the network's, or that of the settings. Left out when null, as below.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SenderHead? Letterhead { get; init; }
    public required ImmutableArray<Invitation> Invitations { get; init; }
    public required ImmutableArray<string> Reminders { get; init; }
    public DateTimeOffset? EmbargoUntil { get; init; }
    /// <summary>Left out when false, as above.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool EmbargoExceptReviewers { get; init; }
    /// <summary>Null for none; left out then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<RoundPlan>? Rounds { get; init; }
    /// <summary>ISO 8601 duration; null: the default. Left out when null, so that ids made before there was a choice stay.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Retention { get; init; }
    /// <summary>ISO 8601 durations after the letters; null for none. Left out when null, as above.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? FollowUps { get; init; }
    /// <summary>Left out when null, as above.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Target { get; init; }
    /// <summary>Left out when null, as above.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TimeSpan? Grace { get; init; }
    /// <summary>Id of the network that it belongs to; left out when null, as above.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Network { get; init; }
    /// <summary>Null for none; left out then, as above.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Abuse.MailRules? MailRules { get; init; }
    /// <summary>Address that gets the reports.</summary>
    public required string Coordinator { get; init; }
    /// <summary>Tag of the language in which coordinators get them; null: that of the statement. Left out when null, as above.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CoordinatorLanguage { get; init; }
}

/// <summary>An office that gets the letter. <paramref name="Number"/> counts from 1 in the order given.</summary>
/// <remarks>
/// What is not given is left out of the stored row, so that rows stored before there were such fields, and the ids and text
/// hashes of campaigns without them, stay what they were.
/// </remarks>
public sealed record Addressee(int Number, string Office, string Body, string Country, string Email, string Language, string Salutation)
{
    /// <summary>Addresses to try after <see cref="Email"/>, the first first; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? Alternates { get; init; }

    /// <summary>Addresses that get a copy of the letter; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? Copies { get; init; }

    /// <summary>The words that end the letter, in the addressee's language; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Closing { get; init; }

    /// <summary>The group whose cover paragraph stands above the statement; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Group { get; init; }
}
