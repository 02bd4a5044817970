using System.Text.Json;
using Campaigns.Alarms;
using Campaigns.Functions.Operators.History;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Operators;

/// <summary>The operator's room for scripts.</summary>
static class OpsJson
{
    const int LastEvents = 100; // all of them: HistoryDoor

    public static IResult List(OpsListView view) => Results.Json(new
    {
        active = view.Active.Select(Facts),
        past = view.Past.Select(Facts),
        alarms = view.Watch.Everywhere.Select(Say),
        mended = view.Watch.Mended.Select(one => Say(one.Alarm)),
        watchdog = new { view.Watch.LookedAt, view.Watch.IsWatching },
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
