using System.Text.Json;
using Campaigns.Local.MailRoom.Sending;

namespace Campaigns.Local.MailRoom.Faults;

/// <summary>The faults as JSON, in and out.</summary>
static class FaultJson
{
    static readonly Dictionary<string, FaultKind> Names = new()
    {
        ["429"] = FaultKind.TooManyRequests,
        ["500"] = FaultKind.ServerError,
        ["accept-then-hang"] = FaultKind.AcceptThenHang,
        ["bounce"] = FaultKind.Bounce,
        ["defer"] = FaultKind.Defer,
        ["drop"] = FaultKind.Drop,
        ["duplicate-events"] = FaultKind.DuplicateEvents,
    };

    /// <summary>Reads the body of PUT /faults; every error names its field, such as "0.rate".</summary>
    public static (IReadOnlyList<FaultRule> Rules, IReadOnlyList<ApiError> Errors) Read(string body)
    {
        List<ApiError> errors = [];
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Array)
                return ([], [new ApiError("The body is a list of faults; an empty list ends them.", null)]);
            FaultRule[] rules = [.. json.RootElement.EnumerateArray().Select((item, n) => Rule(item, $"{n}", errors))];
            return (rules, errors);
        }
        catch (JsonException)
        {
            return ([], [new ApiError("The body is not JSON.", null)]);
        }
    }

    /// <summary>The faults in force and how often each has struck.</summary>
    public static object Write(FaultBook book) => book.Rules.Select(standing => new
    {
        match = new { to = standing.Rule.To, subject = standing.Rule.Subject },
        rate = standing.Rule.Rate,
        count = standing.Rule.Count,
        seed = standing.Rule.Seed,
        @do = Names.First(name => name.Value == standing.Rule.Do).Key,
        strikes = standing.Strikes,
    });

    static FaultRule Rule(JsonElement item, string path, List<ApiError> errors)
    {
        var fields = new FaultFields(item, path, errors);
        fields.OnlyKnown("match", "rate", "count", "do", "seed");
        var match = fields.Object("match");
        match.OnlyKnown("to", "subject");
        var name = fields.Text("do");
        if (name is null || !Names.TryGetValue(name, out var kind))
        {
            fields.Fail("do", "Must be one of " + string.Join(", ", Names.Keys) + ".");
            kind = default;
        }
        return new FaultRule(kind)
        {
            To = match.Text("to"),
            Subject = match.Text("subject"),
            Rate = fields.Number("rate", 0, 1) ?? 1,
            Count = fields.Whole("count", 0),
            Seed = fields.Whole("seed", int.MinValue),
        };
    }
}
