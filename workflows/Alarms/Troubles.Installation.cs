using System.Collections.Immutable;
using Campaigns.Storage;

namespace Campaigns.Alarms;

/// <summary>What is wrong with the whole installation: a pure function of the facts.</summary>
public static partial class Troubles
{
    /// <summary>The places that the look at the installation settles.</summary>
    public static readonly ImmutableArray<AlarmPlace> OfTheInstallation =
    [
        AlarmPlace.Mail, AlarmPlace.Refused, AlarmPlace.Clock, AlarmPlace.Storage, AlarmPlace.Growing, AlarmPlace.Version, AlarmPlace.Second, AlarmPlace.Space,
    ];
    /// <summary>So many calls may be chance.</summary>
    public const int FewestCalls = 10;
    /// <summary>Of so many calls one may fail, or be slow.</summary>
    const int OneFailedIn = 20, OneSlowIn = 10;
    /// <summary>So many looks, a minute apart, tell whether a queue grows.</summary>
    public const int LooksKept = 10;
    /// <summary>So few that wait are no queue.</summary>
    public const int SmallestQueue = 100;
    /// <summary>So many looks that found more than the one before: what came all at once does not grow.</summary>
    const int FewestRises = 3;
    /// <summary>Below that there is no room for what storage does when it tidies up.</summary>
    const int FullPerCent = 95;

    public static ImmutableArray<Trouble> Everywhere(InstallationFacts facts, DateTimeOffset now) =>
    [
        .. OfMail(facts.Waiting, now), .. OfMailService(facts.Mail), .. OfClock(facts.ClockOff, now), .. OfStorage(facts.Storage, now),
        .. OfQueue(facts.Looks, facts.WasGrowing, now), .. OfVersions(facts.Versions), .. OfStart(facts.FailedStart, now), .. OfDisk(facts.Disk, now),
    ];

    /// <summary>Whether a share of the calls of the last five minutes failed, or was slow.</summary>
    public static ImmutableArray<Trouble> OfStorage(StorageService storage, DateTimeOffset now)
    {
        var since = storage.WrongSince ?? now;
        if (storage.Failed >= FewestCalls && storage.Failed * OneFailedIn >= storage.Calls) return [new(AlarmKind.StorageFailing, since) { Count = storage.Failed, Number = storage.Calls }];
        return storage.Slow >= FewestCalls && storage.Slow * OneSlowIn >= storage.Calls ? [new(AlarmKind.StorageSlow, since) { Count = storage.Slow, Number = storage.Calls }] : [];
    }

    /// <summary>Whether more and more waits. A burst that is being sent falls from minute to minute; a queue that grew is red until it shrinks.</summary>
    public static ImmutableArray<Trouble> OfQueue(ImmutableArray<int> looks, bool wasGrowing, DateTimeOffset now)
    {
        if (looks.Length < LooksKept || looks[^1] < SmallestQueue) return [];
        var moves = looks.Zip(looks.Skip(1), (before, after) => after - before).ToList();
        var grows = looks[^1] >= 2 * looks[0] && moves.TrueForAll(move => move >= 0) && moves.Count(move => move > 0) >= FewestRises;
        return grows || (wasGrowing && looks[^1] >= looks[0]) ? [new(AlarmKind.Growing, now) { Count = looks[^1] }] : [];
    }

    public static ImmutableArray<Trouble> OfVersions(VersionsInFlight versions) => versions.Unknown.ToList() is { Count: > 0 } unknown
        ? [new(AlarmKind.Version, unknown.Min(one => one.Since)) { Count = unknown.Sum(one => one.Count), Error = string.Join(", ", unknown.Select(one => one.Version.Length == 0 ? "none" : one.Version)) }]
        : [];

    public static ImmutableArray<Trouble> OfStart(FailedStart? start, DateTimeOffset now) => now - start?.At <= StartNotes.Memory
        ? [new(AlarmKind.Second, start!.At) { Count = start.Tries, Error = start.Process }]
        : [];

    public static ImmutableArray<Trouble> OfDisk(DiskSpace? disk, DateTimeOffset now) => disk is { Total: > 0 } && disk.Used * 100 / disk.Total is >= FullPerCent and var full
        ? [new(AlarmKind.Space, now) { Count = (int)full }]
        : [];
}
