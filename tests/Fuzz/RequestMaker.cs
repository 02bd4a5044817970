using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Campaigns.Access;
using Campaigns.Storage;
using Campaigns.Tests.Desk;
using Campaigns.Tests.Life;

namespace Campaigns.Tests.Fuzz;

/// <summary>
/// Makes requests: a door from the app's list, filled in as a real visitor would, then spoilt in none to four ways. One seed
/// and number give one request (over the links and keys of this run's house).
/// </summary>
sealed partial class RequestMaker(FuzzHouse house, int seed)
{
    static readonly string[] Methods = ["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get", "FUZZ", "P\u00D6ST"];
    static readonly string[] HeaderNames =
    [
        "Accept", "Accept-Language", "Content-Type", "Cookie", "x-functions-key", "Idempotency-Key", "X-Forwarded-For", "X-Forwarded-Host", "Referer", "Origin", "Range",
        "If-None-Match", "If-Modified-Since", "Content-Encoding", "Transfer-Encoding", "Expect", "Upgrade", "User-Agent", "x-ms-continuation-token", "Content-Language",
        "X-HTTP-Method-Override", "X-Twilio-Email-Event-Webhook-Signature", "X-Twilio-Email-Event-Webhook-Timestamp", "Host",
    ];

    static readonly string[] HeaderValues =
    [
        "text/html", "application/json", "*/*", "application/json;q=2", "text/html;q=abc, application/json", "fr;q=0.9, ru", "de-CH", "multipart/form-data",
        "multipart/form-data; boundary=", "application/x-www-form-urlencoded; charset=utf-7", "application/json; charset=utf-16", "text/plain", "gzip", "chunked", "100-continue",
        "bytes=0-1", "bytes=9999999-", "campaigns=", "campaigns=x; campaigns=y", ";;;", "=", ",,,", "\"", "Basic x", "example.org", "websocket", "application/json, text/html, */*;q=0.1",
    ];

    readonly FormTokens tokens = house.House.Get<FormTokens>();

    /// <summary>Doors that read a form come up more often: there is more to get wrong.</summary>
    readonly IReadOnlyList<Door> doors =
        [.. house.Doors.SelectMany(door => Enumerable.Repeat(door, door.Method == "POST" && !door.Route.StartsWith("runtime", StringComparison.Ordinal) ? 4 : 1))];

    public FuzzRequest Make(int number)
    {
        var random = new Random(Mix(seed, number));
        var door = doors[random.Next(doors.Count)];
        var path = Parameter().Replace(door.Route, match => Filled(match.Groups[1].Value, door, random));
        var target = "/" + path + Query(door, random);
        var headers = new List<(string, string)>();
        var body = Body(door, target.Split('?')[0], headers, random);
        Enter(door, headers, random);
        if (random.Next(3) == 0) headers.Add(("Accept", random.Next(2) == 0 ? "application/json" : "text/html"));
        var request = new FuzzRequest(door.Method, target, headers, body, door.ToString());
        for (var spoils = Math.Max(0, random.Next(6) - 3); spoils > 0; spoils--) request = Spoil(request, headers, random);
        return request with { Headers = headers };
    }

    static int Mix(int seed, int number) => unchecked(seed * 1_000_003 + number * 7919);

    string Filled(string parameter, Door door, Random random) => (parameter, random.Next(10)) switch
    {
        (_, 0) => Escaped(NastyTexts.Any(random)),
        ("id" or "instanceId", 1) => "aaaaaaaaaaaaaaaa",
        ("id" or "instanceId", 2 or 3) when !door.Route.Contains("{action}", StringComparison.Ordinal) && door.Method == "GET" => house.Open,
        ("id", _) when door.Route.StartsWith("campaigns", StringComparison.Ordinal) => house.Open,
        ("id" or "instanceId", _) => house.Others[random.Next(house.Others.Count)],
        ("token", 1 or 2) => Escaped(NastyTexts.Spoil(house.Links[random.Next(house.Links.Count)], random)),
        ("token", _) => house.Links[random.Next(house.Links.Count)],
        ("action", _) when door.Route.StartsWith("networks", StringComparison.Ordinal) => Of(random, "rename", "organisation", "person", "list", "import", "explode"),
        ("change", _) => Of(random, "office", "remove-office", "preset", "letterhead", "import", "explode"),
        ("action", _) => Of(random, "open", "extend", "close", "approve", "cancel", "vet", "resend", "suspend", "resume", "retry", "explode"),
        ("name", _) when door.Route.StartsWith("assets", StringComparison.Ordinal) => "style.css",
        ("name", _) => Of(random, "CampaignOrchestrator", "Campaign", "Nobody"),
        ("network", _) => house.Network,
        ("eventName", _) => Of(random, "Doorbell", "Other"),
        _ => "x",
    };

    static string Query(Door door, Random random)
    {
        if (random.Next(3) != 0) return "";
        var names = door.Route.StartsWith("runtime", StringComparison.Ordinal)
            ? new[] { "top", "createdTimeFrom", "createdTimeTo", "runtimeStatus", "instanceIdPrefix", "showInput", "showHistory", "showHistoryOutput", "reason", "taskHub", "code", "restartWithNewInstanceId" }
            : door.Route.StartsWith("ops/backup", StringComparison.Ordinal) || door.Route.StartsWith("ops/restore", StringComparison.Ordinal) ? ["table", "partition", "after", "from", "kind", "id", "copy"]
            : ["lang", "text", "next", "code", "x"];
        var values = new[] { "en", "fr", "ru", "1", "0", "-1", "true", "false", "Running", "Completed,Failed", "2026-01-01", "2026-01-01T00:00:00Z", "/desk", "//example.org", "https://example.org", "Campaigns", "Signatures", "campaign", "index", "aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa-000", "active|" };
        return "?" + string.Join('&', Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
            $"{Of(random, names)}={(random.Next(3) == 0 ? Escaped(NastyTexts.Any(random)) : Of(random, values))}"));
    }

    byte[] Body(Door door, string path, List<(string, string)> headers, Random random)
    {
        if (door.Method is "GET" or "DELETE") return [];
        if (door.Route == "webhooks/sendgrid") return Webhook(headers, random);
        var form = new FuzzForm(Fields(door, path, random));
        for (var wrong = random.Next(4); wrong > 0; wrong--) form.Mutate(random);
        var (type, body) = random.Next(10) switch { < 5 => form.UrlEncoded(), < 8 => form.Json(random), _ => form.Multipart() };
        headers.Add(("Content-Type", type));
        // Beyond what the engine keeps of one payload, and what the app takes of one form.
        return random.Next(150) == 0 ? [.. body, .. Enumerable.Repeat((byte)' ', random.Next(5_000_000))] : body;
    }

    byte[] Webhook(List<(string, string)> headers, Random random)
    {
        var body = FuzzForm.Events(random, house.Sent);
        if (random.Next(2) == 0) body = Bytes(body, random);
        if (random.Next(4) == 0)
            body = [.. "["u8, .. new FuzzForm([new("event", "bounce"), new("letter", $"{house.Sent}.1.1.1"), new("reason", NastyTexts.Any(random))]).Json(random).Body, .. "]"u8];
        var (signature, timestamp) = house.Sign(body);
        if (random.Next(4) == 0) signature = NastyTexts.Spoil(signature, random);
        headers.AddRange([("Content-Type", "application/json"), ("X-Twilio-Email-Event-Webhook-Signature", signature), ("X-Twilio-Email-Event-Webhook-Timestamp", timestamp)]);
        return body;
    }

    Dictionary<string, string> Fields(Door door, string path, Random random)
    {
        Dictionary<string, string> fields = door.Route switch
        {
            "campaigns" => Launches.Form(("title", $"Fuzzed {FuzzHouse.Marker}"), ("statement.fr", "Nous demandons."), ("timeZone", "Europe/Warsaw"),
                ("launch", $"{seed}-{random.Next(50)}"), random.Next(2) == 0 ? ("title", "") : ("language", "en")),
            "campaigns/{id}/signatures" => FuzzHouse.Person($"speaker{random.Next(200)}@{FuzzHouse.Marker}.example.org"),
            "sign/{token}" => new() { ["name"] = $"Kari {FuzzHouse.Marker}", ["role"] = "chair", ["publication"] = "public" },
            "networks" or "networks/{network}/{action}" => new()
            {
                ["name"] = $"Name {FuzzHouse.Marker}",
                ["organisation"] = $"Committee {random.Next(20)}",
                ["country"] = "NO",
                ["email"] = $"kari{random.Next(50)}@example.org",
                ["role"] = "coordinator",
                ["csv"] = $"organisation;country;email\nHouse {FuzzHouse.Marker};NO;jan{random.Next(9)}@example.org",
                ["step"] = Of(random, "preview", "apply"),
            },
            "networks/{network}/offices/{change}" => new()
            {
                ["kind"] = Of(random, "embassy", "nowhere"),
                ["office"] = $"Office {random.Next(20)}",
                ["body"] = $"Body {FuzzHouse.Marker}",
                ["country"] = "NO",
                ["email"] = $"office{random.Next(50)}@example.org",
                ["forms"] = "en; Dear Sir or Madam,",
                ["preset"] = "eu-institutions",
                ["letterhead"] = $"Network {FuzzHouse.Marker}",
                ["csv"] = $"kind;office;body;country;email;language;salutation\nembassy;Office {FuzzHouse.Marker};Body;NO;jan{random.Next(9)}@example.org;en;Dear",
                ["step"] = Of(random, "preview", "apply"),
            },
            "signin" => new() { ["email"] = $"{FuzzHouse.Marker}{random.Next(50)}@example.org", ["next"] = "/desk" },
            _ => new()
            {
                ["closesAt"] = $"2026-0{random.Next(4, 9)}-01T10:00",
                ["reason"] = $"because {FuzzHouse.Marker}",
                ["signature"] = "abcdefghijklmnopqrstuvwxyz",
                ["accept"] = "yes",
                ["round"] = "1",
                ["addressee"] = "1",
            },
        };
        fields["form"] = tokens.Create(FormPath(door, path), Session(door));
        return fields;
    }

    // The operator's page has one token for its several buttons.
    static string FormPath(Door door, string path) => door.Route == "ops/{id}/{action}" ? path[..path.LastIndexOf('/')] : path;

    string Session(Door door)
    {
        var cookie = door.Route.StartsWith("ops", StringComparison.Ordinal) ? house.OperatorCookie : house.CoordinatorCookie;
        var staff = door.Route is "campaigns" or "signout" || door.Route.StartsWith("networks", StringComparison.Ordinal) || door.Route.StartsWith("ops", StringComparison.Ordinal) || door.Route.StartsWith("desk", StringComparison.Ordinal);
        return staff ? house.House.Get<KeyRing>().Access.Hash("session", cookie.Split('=')[1]) : "";
    }

    /// <summary>Most come in as who may; some as somebody else, or nobody.</summary>
    void Enter(Door door, List<(string, string)> headers, Random random)
    {
        if (door.Route == "signout") return; // the sessions are needed until the end
        var who = random.Next(10);
        if (door.Route.StartsWith("runtime", StringComparison.Ordinal) && who < 9) headers.Add(("x-functions-key", DeskHouse.Key));
        else if (who < 5) headers.Add(("Cookie", door.Route.StartsWith("ops", StringComparison.Ordinal) ? house.OperatorCookie : house.CoordinatorCookie));
        else if (who < 8) headers.Add(("x-functions-key", DeskHouse.Key));
        else if (who == 8) headers.Add(("Cookie", NastyTexts.Spoil(house.OperatorCookie, random)));
    }

    FuzzRequest Spoil(FuzzRequest request, List<(string, string)> headers, Random random)
    {
        switch (random.Next(8))
        {
            case 0: return request with { Method = Of(random, Methods) };
            case 1: return request with { Target = Path(request.Target, random) };
            case 2: headers.Add((Of(random, HeaderNames), Of(random, HeaderValues))); return request;
            case 3: headers.Add((Of(random, HeaderNames), Line(NastyTexts.Any(random)))); return request;
            case 4 when headers.Count > 0: headers.RemoveAt(random.Next(headers.Count)); return request;
            case 5 when random.Next(4) == 0: headers.AddRange(Enumerable.Range(0, random.Next(150)).Select(n => ($"X-Many-{n}", "1"))); return request;
            case 6 when request.Body.Length > 0: return request with { SaysLength = Math.Max(0, request.Body.Length + random.Next(-20, 20)) };
            default: return request with { Body = Bytes(request.Body, random) };
        }
    }

    static string Path(string target, Random random)
    {
        var at = random.Next(target.Length) + 1;
        var insert = Of(random, "%", "%00", "%zz", "%c0%af", "%2e%2e/", "%2f", "//", "/./", "/../", "\\", "%5c", ";", "?", "#", "&lang=ru", "\u00e9", "%ed%a0%80", "%0d%0aX-Fuzz:%201", " ", "\t", "%20", "'", "\"");
        return Line(target.Insert(at, random.Next(30) == 0 ? new string('a', random.Next(20_000)) : insert));
    }

    static byte[] Bytes(byte[] body, Random random)
    {
        var at = random.Next(body.Length + 1);
        switch (random.Next(6))
        {
            case 0: return body[..at];
            case 1: return [.. body, .. body];
            case 2: return [.. body[..at], 0, 0xFF, 0xC0, .. body[at..]];
            case 3: return [.. body[..at], .. Encoding.UTF8.GetBytes(NastyTexts.Any(random)), .. body[at..]];
            case 4 when body.Length > 0:
                byte[] flipped = [.. body];
                flipped[Math.Min(at, body.Length - 1)] ^= (byte)(1 << random.Next(8));
                return flipped;
            default: return random.Next(20) == 0 ? [.. body, .. new byte[random.Next(40_000)]] : Encoding.ASCII.GetBytes(random.Next().ToString(CultureInfo.InvariantCulture));
        }
    }

    // A line break would end the header; those that smuggle are the raw part's.
    static string Line(string text) => string.Concat(text.Where(c => c is not ('\r' or '\n' or '\0') && !char.IsSurrogate(c)));

    static string Escaped(string text) => Uri.EscapeDataString(string.Concat(text.Where(c => !char.IsSurrogate(c)).Take(1500)));

    static string Of(Random random, params string[] choices) => choices[random.Next(choices.Length)];

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parameter();
}
