using System.Collections.Immutable;
using System.Text.Json;
using Campaigns.Access;
using Campaigns.Functions.Entrance;
using Campaigns.Listing;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Operators;

/// <summary>What the address of the list asks for.</summary>
/// <param name="State"><c>active</c>, <c>ended</c> or <c>alarms</c>; null: active, and in a search all.</param>
/// <param name="Search">Words of a title, or an id.</param>
/// <param name="After">Where the page before ended.</param>
public sealed record ListQuery(string? State, Phase? Phase, string? Network, string? Search, string? After)
{
    public static readonly ImmutableArray<string> States = ["active", "ended", "alarms"];
    const int LongestAfter = 120;

    /// <returns>Null when something is asked for that there is not.</returns>
    public static ListQuery? Read(IQueryCollection query)
    {
        string? Of(string name) => query[name].ToString().Trim() is { Length: > 0 } value ? value : null;
        var (state, phase, search, after) = (Of("state"), Of("phase"), Of("q"), Of("after"));
        if (state is not null && !States.Contains(state)) return null;
        var known = phase is null ? null : Enum.GetValues<Phase>().Select(one => (Phase?)one).FirstOrDefault(one => Word(one!.Value) == phase);
        if (phase is not null && known is null || search?.Length > Limits.Title || after?.Length > LongestAfter || Of("network")?.Length > LongestAfter) return null;
        return new(state, known, Of("network"), search, after);
    }

    public bool IsOfAlarms => State == "alarms";

    public ListFilter Filter(Staff staff) => new(IsOfAlarms || (State is null && Search is not null) ? null : State == "ended", Phase, Network, staff.Scope(Roles.Operator));

    public string Address => "/ops/campaigns" + QueryString.Create(new Dictionary<string, string?>
    {
        ["q"] = Search,
        ["state"] = State,
        ["phase"] = Phase is { } phase ? Word(phase) : null,
        ["network"] = Network,
        ["after"] = After,
    }.Where(one => one.Value is not null));

    public static string Word(Phase phase) => JsonNamingPolicy.KebabCaseLower.ConvertName(phase.ToString());
}
