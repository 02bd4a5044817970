using System.Globalization;
using Campaigns.Deliveries;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Operators.Deliveries;

/// <summary>The screen Deliveries for scripts, and what the audit trail says of sending again.</summary>
static class DeliveryJson
{
    public static IResult Page(DeliveryRead read, DateTimeOffset now) => Microsoft.AspNetCore.Http.Results.Json(new
    {
        state = DeliveryQuery.Word(read.State),
        deliveries = read.Page.Deliveries.Select(one => Say(one, read.Campaigns.GetValueOrDefault(one.Campaign ?? ""))),
        next = read.Page.Next,
        count = read.Count,
        countedAt = read.IsExact ? now : read.Tally.CountedAt,
        counts = read.Tally.Lines.Select(line => new { kind = DeliveryQuery.Word(line.Kind), state = DeliveryQuery.Word(line.State), line.Count }),
    });

    public static IResult Preview(ResendView view) => Microsoft.AspNetCore.Http.Results.Json(new
    {
        deliveries = view.Groups.SelectMany(group => group.Lines.Select(line => new
        {
            key = line.Key.ToString(),
            campaign = group.Campaign?.Id,
            act = line.Verdict.Act is { } act ? DeliveryQuery.Word(act) : null,
            warning = line.Verdict.Act is null ? null : Code(line.Verdict.Why),
            refusal = line.Verdict.Act is null ? Code(line.Verdict.Why) : null,
        })),
        more = view.More,
    });

    public static IResult Results(IReadOnlyList<RetryGroup<RetryResult>> groups) => Microsoft.AspNetCore.Http.Results.Json(new
    {
        results = groups.SelectMany(group => group.Lines.Select(one => new
        {
            key = one.Line.Key.ToString(),
            campaign = group.Campaign?.Id,
            done = one.Refusal is null,
            act = one.Refusal is null ? DeliveryQuery.Word(one.Line.Verdict.Act!.Value) : null,
            state = one.State is { } state ? DeliveryQuery.Word(state) : null,
            refusal = Code(one.Refusal),
        })),
    });

    /// <summary>For the audit trail of one campaign: which were done, and which were not.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Facts(IReadOnlyList<RetryResult> results)
    {
        foreach (var some in results.GroupBy(one => one.Refusal is null ? "done" : "not done"))
            yield return new(some.Key, string.Join(", ", some.Select(one => Name(one.Line.Delivery)).Distinct()));
        foreach (var number in Numbers(results)) yield return number;
    }

    public static IEnumerable<KeyValuePair<string, string>> Numbers(IEnumerable<RetryResult> results)
    {
        var (done, all) = (results.Count(one => one.Refusal is null), results.Count());
        yield return new("sent again", string.Create(CultureInfo.InvariantCulture, $"{done} of {all}"));
    }

    static string Name(Delivery? one) => one is null ? "gone" : one.Letter is not null ? string.Create(CultureInfo.InvariantCulture, $"letter {one.Round}/{one.Number}")
        : one.Kind == DeliveryKind.Invitation ? string.Create(CultureInfo.InvariantCulture, $"invitation {one.Number}") : DeliveryQuery.Word(one.Kind);

    static string? Code(string? why) => why is null ? null : System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(why);

    static object Say(Delivery one, Campaign? campaign) => new
    {
        key = one.Key.ToString(),
        campaign = campaign?.Id,
        campaign?.Title,
        kind = DeliveryQuery.Word(one.Kind),
        state = DeliveryQuery.Word(one.State),
        one.ChangedAt,
        one.Attempt,
        round = one.Letter is null ? (int?)null : one.Round,
        number = one.Number == 0 ? (int?)null : one.Number,
        triedAgainAt = one.NextAt > DateTimeOffset.UnixEpoch ? one.NextAt : null,
        one.Said,
    };
}
