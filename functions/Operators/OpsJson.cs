using System.Text.Json;
using Campaigns.Alarms;
using Campaigns.Functions.Operators.History;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Operators;

/// <summary>The operator's room for scripts.</summary>
static class OpsJson
{
    const int LastEvents = 100; // all of them: HistoryDoor

    public static IResult Now(OpsNowView view) => Results.Json(new
    {
        attention = view.Reading.Attention.Select(Facts),
        more = view.Reading.More,
        next = view.Reading.Next.Select(Facts),
        alarms = view.Reading.Watch.Everywhere.Select(Say),
        mended = view.Reading.Watch.Mended.Select(one => Say(one.Alarm)),
        watchdog = new { view.Reading.Watch.LookedAt, view.Reading.Watch.IsWatching },
    });

    public static IResult System(OpsSystemView view) => Results.Json(new
    {
        storageMilliseconds = (int?)view.Read.StorageTook?.TotalMilliseconds,
        clockOffSeconds = view.Read.ClockOff?.TotalSeconds,
        taskHub = new { name = view.Read.Hub, answers = view.Read.HubAnswers },
        watchdog = new { view.Read.Notes.LookedAt, view.Read.Notes.ThoroughlyAt },
        reconciler = new { at = view.Read.Notes.ReconciledAt, view.Read.Notes.Compared, view.Read.Notes.Found },
        mail = new { answeredAt = view.Read.Notes.MailAnsweredAt, outcome = view.Read.Notes.MailOutcome?.ToLowerInvariant(), refused = view.Read.Notes.MailRefused },
        outbox = new { lookedAt = view.Read.Notes.MailLookedAt, waiting = view.Read.Notes.Waiting.Messages, oldestAt = view.Read.Notes.Waiting.Oldest },
        storage = new { lookedAt = view.Read.Notes.SystemLookedAt, view.Read.Notes.Storage.Calls, view.Read.Notes.Storage.Failed, view.Read.Notes.Storage.Slow },
        steps = new { due = view.Read.Notes.Steps.Steps, oldestAt = view.Read.Notes.Steps.Oldest },
        versions = view.Read.Notes.Versions.Versions.Select(one => new { one.Version, one.Count, one.IsKnown, one.IsOld, one.Oldest, one.Since }),
        limits = view.Read.Notes.Limits.Select(one => new { name = one.Name.ToLowerInvariant(), one.Value, one.Most, one.PerCent, one.IsNear, one.Instance }),
        failedStart = view.Read.Notes.FailedStart,
        retentionDue = view.Read.RetentionDue.Count,
        alarms = view.Read.Alarms,
        version = view.Read.Version,
        settings = view.Read.Settings,
    });

    public static IResult List(ListRead read, DateTimeOffset now) => Results.Json(new
    {
        campaigns = read.Page.Entries.Select(one => new
        {
            one.Id,
            one.Title,
            state = Word(one.Phase),
            ended = one.IsOver,
            one.Network,
            one.LaunchedAt,
            nextStep = Word(one.Next.Kind),
            nextDueAt = one.Next.DueAt,
            overdue = one.IsOverdue(now),
            held = one.IsHeld,
            failing = one.IsFailing,
            alarms = read.Alarms[one.Id].Select(Say),
        }),
        next = read.Page.Next,
        count = read.Count,
        countedAt = read.IsExact ? now : read.Tally.CountedAt,
    });

    public static IResult One(OpsView view) => Results.Json(new
    {
        campaign = Facts(view.Watched),
        journal = view.Journal.Select(entry => new { entry.At, entry.Actor, entry.What, entry.Arguments, entry.Note }),
        history = new[] { new { instance = view.Campaign.Id, events = view.History.TakeLast(LastEvents).Select(HistoryJson.Say) } }.Where(_ => view.History.Count > 0),
    });

    static object Facts(Watched one) => new
    {
        one.Campaign.Id,
        one.Campaign.Title,
        state = Word(one.Campaign.Phase),
        nextStep = Word(one.Next.Kind),
        nextDueAt = one.Next.DueAt,
        overdue = one.IsOverdue,
        one.Campaign.LastError,
        heldSince = one.Campaign.IsHeld ? one.Campaign.Restored!.RestoredAt : (DateTimeOffset?)null,
        copiedAt = one.Campaign.Restored?.CopiedAt,
        alarms = one.Alarms.Select(Say),
        orchestration = one.Status is { } status ? Word(status) : "missing",
    };

    static object Say(Alarm alarm) => new
    {
        campaign = alarm.CampaignId == Alarm.Everywhere ? null : alarm.CampaignId,
        kind = Word(alarm.Trouble.Kind),
        says = AlarmWords.Say(alarm.Trouble),
        step = alarm.Place == AlarmPlace.Run ? Word(alarm.Trouble.Step) : null,
        alarm.Trouble.Since,
        alarm.SeenAt,
        alarm.MailedAt,
        alarm.MendedAt,
        attempts = alarm.Trouble.Kind == AlarmKind.Failing ? alarm.Trouble.Count : (int?)null,
        alarm.Trouble.Error,
        alarm.RungAt,
    };

    static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
