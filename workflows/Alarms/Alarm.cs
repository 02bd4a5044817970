using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.DurableTask.Client;

namespace Campaigns.Alarms;

/// <summary>What is wrong. Stored by name; said by <see cref="AlarmWords"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AlarmKind>))]
public enum AlarmKind
{
    /// <summary>A step is due and does not happen; nothing says why.</summary>
    Overdue,
    /// <summary>A step is due and was tried, and did not work.</summary>
    Failing,
    /// <summary>A step is due, but a person suspended the campaign.</summary>
    Suspended,
    /// <summary>A step is due, but a person terminated the orchestration.</summary>
    Terminated,
    /// <summary>The campaign goes on, but its orchestration is missing, failed, or ended too early.</summary>
    Lost,
    /// <summary>The campaign is over, but its orchestration still runs.</summary>
    Lingering,
    /// <summary>Nobody knows whether letters arrived; a person decides.</summary>
    Letters,
    /// <summary>Messages wait too long. Of the whole installation, not of one campaign.</summary>
    Mail,
    /// <summary>The campaign came back from a copy, and an operator has not released it.</summary>
    Held,
    /// <summary>Many of the campaign's letters or invitations came back.</summary>
    Returned,
    /// <summary>The mail service refuses what it is given. Of the whole installation.</summary>
    Refused,
    /// <summary>The numbers that left with the letters are not those of the rows.</summary>
    Count,
    /// <summary>Personal data is kept longer than was promised.</summary>
    Retention,
    /// <summary>This machine's clock is not that of storage. Of the whole installation.</summary>
    Clock,
    /// <summary>Many calls of storage fail. Of the whole installation.</summary>
    StorageFailing,
    /// <summary>Many calls of storage take long. Of the whole installation.</summary>
    StorageSlow,
    /// <summary>More and more messages wait. Of the whole installation.</summary>
    Growing,
    /// <summary>Orchestrations run under a version that this code was never tried with. Of the whole installation.</summary>
    Version,
    /// <summary>Another process wanted to start on this task hub and could not. Of the whole installation.</summary>
    Second,
    /// <summary>The disk with the data is nearly full. Of the whole installation.</summary>
    Space,
}

/// <summary>Where something can be wrong: there is one alarm at most for each, so that one trouble is told once.</summary>
public enum AlarmPlace { Run, Letters, Mail, Returned, Refused, Count, Retention, Clock, Storage, Growing, Version, Second, Space }

/// <summary>Something that is wrong now, as the facts say.</summary>
/// <param name="Since">UTC. Of a step, when it was due; of mail, how long the oldest message waits.</param>
public sealed record Trouble(AlarmKind Kind, DateTimeOffset Since)
{
    [JsonConverter(typeof(JsonStringEnumConverter<StepKind>))]
    public StepKind Step { get; init; }
    /// <summary>Of the reminder or round of <see cref="Step"/>; of how many mails <see cref="Count"/> came back, of how many calls so many failed.</summary>
    public int Number { get; init; }
    /// <summary>Failed attempts of the step; letters; messages; seconds of a clock; calls; orchestrations; attempts to start; per cent of a disk.</summary>
    public int Count { get; init; }
    /// <summary>Why the last attempt failed, or which version or process it is; without personal data.</summary>
    public string? Error { get; init; }
    /// <summary>Of the orchestration; null when it is missing, or when the trouble is another.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<OrchestrationRuntimeStatus>))]
    public OrchestrationRuntimeStatus? Status { get; init; }

    [JsonIgnore]
    public AlarmPlace Place => Kind switch
    {
        AlarmKind.Letters => AlarmPlace.Letters,
        AlarmKind.Mail => AlarmPlace.Mail,
        AlarmKind.Returned => AlarmPlace.Returned,
        AlarmKind.Refused => AlarmPlace.Refused,
        AlarmKind.Count => AlarmPlace.Count,
        AlarmKind.Retention => AlarmPlace.Retention,
        AlarmKind.Clock => AlarmPlace.Clock,
        AlarmKind.StorageFailing or AlarmKind.StorageSlow => AlarmPlace.Storage,
        AlarmKind.Growing => AlarmPlace.Growing,
        AlarmKind.Version => AlarmPlace.Version,
        AlarmKind.Second => AlarmPlace.Second,
        AlarmKind.Space => AlarmPlace.Space,
        _ => AlarmPlace.Run,
    };

    /// <summary>As the arguments of a journal's entry; <see cref="Read"/> takes them back.</summary>
    [JsonIgnore]
    public IReadOnlyList<object> Arguments => [Kind, Step, Number, Count, Status?.ToString() ?? "", Error ?? ""];

    public static Trouble Read(IReadOnlyList<string> arguments) => new(Enum.Parse<AlarmKind>(arguments[0]), default)
    {
        Step = Enum.Parse<StepKind>(arguments[1]),
        Number = int.Parse(arguments[2], CultureInfo.InvariantCulture),
        Count = int.Parse(arguments[3], CultureInfo.InvariantCulture),
        Status = Enum.TryParse<OrchestrationRuntimeStatus>(arguments[4], out var status) ? status : null,
        Error = arguments[5].Length == 0 ? null : arguments[5],
    };
}

/// <summary>A trouble that was found, until it is mended and for a while after. Instants are UTC.</summary>
/// <param name="CampaignId">Or <see cref="Everywhere"/>.</param>
/// <param name="SeenAt">When the watchdog found it. With the id and the place it names the alarm.</param>
public sealed record Alarm(string CampaignId, Trouble Trouble, DateTimeOffset SeenAt)
{
    /// <summary>Stands for the campaign of an alarm that concerns the whole installation.</summary>
    public const string Everywhere = "everywhere";

    /// <summary>When the journal and the operators' mail were written.</summary>
    public DateTimeOffset? ToldAt { get; init; }
    /// <summary>When the mail service took the mail; null while it waits, or when there is no operator.</summary>
    public DateTimeOffset? MailedAt { get; init; }
    public DateTimeOffset? MendedAt { get; init; }
    /// <summary>When the watchdog last rang for the campaign, or started it again.</summary>
    public DateTimeOffset? RungAt { get; init; }
    public int Rings { get; init; }

    [JsonIgnore]
    public AlarmPlace Place => Trouble.Place;

    /// <summary>Names the alarm among all that ever were; the mail to the operators has it in its row, so that it is written once.</summary>
    [JsonIgnore]
    public string Name => $"alarm-{Place}-{SeenAt.UtcTicks:D19}";
}
