namespace Campaigns.Drafting;

/// <summary>A campaign that opens by itself with the text of a draft. The fields of its form are rows of their own (<see cref="LaunchPlans"/>). Instants are UTC.</summary>
/// <param name="Plan">Names those rows; the same form posted twice has the same.</param>
/// <param name="Actor">As the campaign's journal names who launched it.</param>
public sealed record WaitingLaunch(string Plan, string Actor, DateTimeOffset SetAt)
{
    /// <summary>When the text was approved, and frozen with it: from then on the campaign is launched, as soon as that works.</summary>
    public DateTimeOffset? OrderedAt { get; init; }
    /// <summary>From then on nothing opens by itself before a person says so again.</summary>
    public DateTimeOffset? StoppedAt { get; init; }
    /// <summary><see cref="Objection"/> or <see cref="Form"/>; null when it is not stopped.</summary>
    public string? StoppedBy { get; init; }
    /// <summary>Id of the campaign; null as long as there is none.</summary>
    public string? Campaign { get; init; }

    /// <summary>A reviewer objected.</summary>
    public const string Objection = "Objection";
    /// <summary>Something in the form does not hold any more, such as a deadline that has passed.</summary>
    public const string Form = "Form";

    public bool IsWaiting => OrderedAt is null && StoppedAt is null;

    public bool IsDue => OrderedAt is not null && StoppedAt is null && Campaign is null;
}
