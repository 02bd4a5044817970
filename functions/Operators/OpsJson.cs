using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Operators;

/// <summary>The operator's room for scripts.</summary>
static class OpsJson
{
    public static IResult List(OpsListView view) => Results.Json(new { active = view.Active.Select(Facts), past = view.Past.Select(Facts) });

    public static IResult One(OpsView view) => Results.Json(new
    {
        campaign = Facts(view.Watched),
        journal = view.Journal.Select(entry => new { entry.At, entry.Actor, entry.What, entry.Arguments, entry.Note }),
        history = view.Histories.Select(one => new { one.Instance, events = one.Lines.Select(line => new { line.At, line.Kind, line.Name, line.Until, line.Said }) }),
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
        orchestration = one.Status is { } status ? Word(status) : "missing",
    };

    static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
