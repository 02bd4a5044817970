using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Campaigns.Access;
using Campaigns.Deliveries;
using Campaigns.Functions.Entrance;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Operators.Deliveries;

/// <summary>What the address of the screen asks for; a script's form says it with the same names.</summary>
/// <param name="State">Null: the most urgent one in which there is something.</param>
/// <param name="Since">As it was given: a duration that ends now (<c>P7D</c>, <c>PT24H</c>), a day or an instant in UTC (<c>2026-05-01</c>, <c>2026-05-01T08:00Z</c>).</param>
/// <param name="After">Where the page before ended.</param>
/// <param name="Choosing">The page stands still and has boxes to tick.</param>
public sealed record DeliveryQuery(DeliveryState? State, DeliveryKind? Kind, string? Campaign, string? Network, string? Since, string? After, bool Choosing, bool Still)
{
    public static readonly ImmutableArray<string> SinceChoices = ["PT24H", "P7D", "P30D"];
    const int LongestAfter = 250;
    const int LongestWord = 60;
    static readonly string[] Instants = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"];

    /// <returns>Null when something is asked for that there is not.</returns>
    public static DeliveryQuery? Read(Func<string, string?> field)
    {
        string? Of(string name) => field(name)?.Trim() is { Length: > 0 } value ? value : null;
        var (state, kind, since, after) = (Of("state"), Of("kind"), Of("since"), Of("after"));
        var query = new DeliveryQuery(Known<DeliveryState>(state), Known<DeliveryKind>(kind), Of("campaign"), Of("network"), since, after, Of("choose") == "yes", Of("still") == "yes");
        var isKnown = (query.State is not null || state is null) && (query.Kind is not null || kind is null) && (since is null || TryInstant(since, DateTimeOffset.UnixEpoch.AddYears(40), out _));
        return isKnown && !(after?.Length > LongestAfter) && !(query.Campaign?.Length > LongestWord) && !(query.Network?.Length > LongestWord) ? query : null;
    }

    public static DeliveryQuery? Read(IQueryCollection query) => Read(name => query[name].ToString());

    public DeliveryFilter Filter(Staff staff, DeliveryState state, DateTimeOffset now) =>
        new(state, Kind, Campaign, Network, Since is { } since && TryInstant(since, now, out var at) ? at : null, staff.Scope(Roles.Operator));

    public string Address => DeliveriesDoor.Path + QueryString.Create(Fields.Append(new("after", After)).Append(new("choose", Choosing ? "yes" : null)).Append(new("still", Still ? "yes" : null)).Where(one => one.Value is not null));

    /// <summary>What chooses rows, by its names.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Fields =>
    [
        new("state", State is { } state ? Word(state) : null), new("kind", Kind is { } kind ? Word(kind) : null),
        new("campaign", Campaign), new("network", Network), new("since", Since),
    ];

    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    static T? Known<T>(string? word) where T : struct, Enum => Enum.GetValues<T>().Select(one => (T?)one).FirstOrDefault(one => Word(one!.Value) == word);

    static bool TryInstant(string text, DateTimeOffset now, out DateTimeOffset at)
    {
        at = now;
        if (text is ['P', .. var days, 'D'] && Number(days, 999) is { } d) at = now.AddDays(-d);
        else if (text is ['P', 'T', .. var hours, 'H'] && Number(hours, 999) is { } h) at = now.AddHours(-h);
        else return DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out at);
        return true;
    }

    static int? Number(string text, int most) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;
}
