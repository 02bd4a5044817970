using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Operators.History;

/// <summary>Histories for scripts and for keeping. Inputs and results as <see cref="HistoryPayload"/> shows them.</summary>
static class HistoryJson
{
    public static IResult Page(HistoryView view) => Results.Json(new
    {
        campaign = view.Campaign.Id,
        instance = view.Filter.Instance,
        instances = HistoryTree.Flat(view.Tree).Select(one => new
        {
            instance = one.Node.Instance.Id,
            one.Parent,
            role = Word(one.Node.Role),
            one.Node.Number,
            one.Node.Attempt,
            status = Word(one.Node.Instance.Status),
            one.Node.Instance.StartedAt,
            one.Node.Instance.ChangedAt,
        }),
        view.Events,
        view.Found,
        page = view.Filter.Page,
        view.Pages,
        acts = view.Acts.Select(Say),
    });

    /// <summary>Written as it is read: however long the histories are, one of them is in memory.</summary>
    public static IResult All(string campaignId, IAsyncEnumerable<(string Instance, IReadOnlyList<HistoryEvent> Events)> histories) =>
        Results.Json(new { campaign = campaignId, histories = Say(histories, default) });

    public static object Say(HistoryEvent one) => new { one.At, one.Kind, one.Name, one.Until, one.Said };

    static async IAsyncEnumerable<object> Say(IAsyncEnumerable<(string Instance, IReadOnlyList<HistoryEvent> Events)> histories, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var (instance, events) in histories.WithCancellation(cancellation))
            yield return new
            {
                instance,
                events = events.Select(one => new
                {
                    one.At,
                    one.Kind,
                    id = one.Id < 0 ? (int?)null : one.Id,
                    one.Answers,
                    one.Name,
                    one.Until,
                    one.Said,
                    one.Child,
                    input = HistoryPayload.Say(one.Input),
                    result = HistoryPayload.Say(one.Result),
                }),
            };
    }

    static object Say(HistoryAct act) => new
    {
        act.At,
        kind = Word(act.Kind),
        act.Event,
        act.Name,
        outcome = Word(act.Outcome),
        act.EndedAt,
        act.Until,
        act.Said,
        act.Child,
        input = HistoryPayload.Say(act.Input),
        result = HistoryPayload.Say(act.Result),
        tries = act.Tries.Select(one => new { one.At, one.EndedAt, one.Said }),
    };

    static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
