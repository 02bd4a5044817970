using System.Collections.Immutable;
using Campaigns.Mail;
using Campaigns.Storage;

namespace Campaigns.Alarms;

/// <summary>What the watchdog knows about the whole installation.</summary>
/// <param name="Looks">How many messages waited at the last looks, a minute apart, the newest last.</param>
/// <param name="ClockOff">How far this machine is ahead of storage; null: not known.</param>
public sealed record InstallationFacts(WaitingMail Waiting, ImmutableArray<int> Looks, MailService Mail, StorageService Storage, TimeSpan? ClockOff)
{
    /// <summary>The alarm of a growing queue is red already.</summary>
    public bool WasGrowing { get; init; }
    public VersionsInFlight Versions { get; init; } = VersionsInFlight.NotCounted;
    public FailedStart? FailedStart { get; init; }
    public DiskSpace? Disk { get; init; }
    /// <summary>Null: nothing is in flight, or it was not measured.</summary>
    public LongestHistory? Longest { get; init; }
    /// <summary>Replies by mail that wait at the fullest letter.</summary>
    public int RepliesWaiting { get; init; }
}

/// <summary>Steps of campaigns whose time has come and that are not done.</summary>
/// <param name="Oldest">When the one was due that waits longest; null when there is none.</param>
public sealed record WaitingSteps(int Steps, DateTimeOffset? Oldest)
{
    public static WaitingSteps Of(IReadOnlyCollection<DateTimeOffset> due) => new(due.Count, due.Count == 0 ? null : due.Min());
}
