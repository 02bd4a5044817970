using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Campaigns.Tests.Fuzz;

/// <summary>Fields on their way to a door, and the three ways in which they can be written.</summary>
sealed class FuzzForm(IEnumerable<KeyValuePair<string, string>> fields)
{
    readonly List<KeyValuePair<string, string>> fields = [.. fields];

    public void Mutate(Random random)
    {
        if (fields.Count == 0 || random.Next(8) == 0)
        {
            fields.Add(new(NastyTexts.Any(random), NastyTexts.Any(random)));
            return;
        }
        var at = random.Next(fields.Count);
        var (name, value) = fields[at];
        switch (random.Next(9))
        {
            case 0: fields.RemoveAt(at); break;
            case 1: fields.Add(new(name, NastyTexts.Any(random))); break;
            case 2: fields[at] = new(NastyTexts.Spoil(name, random), value); break;
            default: fields[at] = new(name, NastyTexts.Spoil(value, random)); break;
        }
    }

    public (string Type, byte[] Body) UrlEncoded() => ("application/x-www-form-urlencoded",
        Encoding.ASCII.GetBytes(string.Join('&', fields.Select(one => $"{Escape(one.Key)}={Escape(one.Value)}"))));

    public (string Type, byte[] Body) Multipart()
    {
        var body = new StringBuilder();
        foreach (var (name, value) in fields)
            body.Append("--fuzz\r\nContent-Disposition: form-data; name=\"").Append(name.Replace("\"", "%22", StringComparison.Ordinal)).Append("\"\r\n\r\n").Append(value).Append("\r\n");
        return ("multipart/form-data; boundary=fuzz", Encoding.UTF8.GetBytes(body.Append("--fuzz--\r\n").ToString()));
    }

    /// <summary>JSON, in which now and then a value has another type.</summary>
    public (string Type, byte[] Body) Json(Random random)
    {
        var body = string.Join(',', fields.Select(one => $"{Text(one.Key)}:{(random.Next(10) == 0 ? Other(random, one.Value) : Text(one.Value))}"));
        return ("application/json", Encoding.UTF8.GetBytes("{" + body + "}"));
    }

    static string Other(Random random, string value) => random.Next(9) switch
    {
        0 => "null",
        1 => "true",
        2 => "-1.5e300",
        3 => "[]",
        4 => $"[{Text(value)},5,null,{{}},[[]]]",
        5 => $"{{\"office\":{Text(value)},\"\\ud800\":1}}",
        6 => string.Concat(Enumerable.Repeat("[", 200)) + string.Concat(Enumerable.Repeat("]", 200)),
        7 => "[" + string.Join(',', Enumerable.Repeat("5", 3000)) + "]",
        _ => "{" + string.Join(',', Enumerable.Range(0, 300).Select(n => $"\"k{n}\":{n}")) + "}",
    };

    /// <summary>A JSON string; half characters stay half, as an escape.</summary>
    static string Text(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var c in value)
            if (char.IsSurrogate(c) || char.IsControl(c) || c is '"' or '\\') text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else text.Append(c);
        return text.Append('"').ToString();
    }

    /// <summary>As a browser escapes, but every character that is possible, NUL and half ones too.</summary>
    static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
            if (char.IsAsciiLetterOrDigit(c)) escaped.Append(c);
            else if (c == ' ') escaped.Append('+');
            else foreach (var b in char.IsSurrogate(c) ? Half(c) : Encoding.UTF8.GetBytes([c])) escaped.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        return escaped.ToString();
    }

    static byte[] Half(char c) => [(byte)(0xE0 | (c >> 12)), (byte)(0x80 | ((c >> 6) & 63)), (byte)(0x80 | (c & 63))];

    public static byte[] Events(Random random, string campaign)
    {
        var events = Enumerable.Range(0, random.Next(4)).Select(n => new Dictionary<string, object?>
        {
            ["event"] = new[] { "processed", "delivered", "bounce", "dropped", "deferred", "open" }[random.Next(6)],
            ["letter"] = random.Next(4) == 0 ? NastyTexts.Spoil($"{campaign}.1.1.1", random) : $"{campaign}.1.1.1",
            ["reason"] = NastyTexts.Any(random),
            ["timestamp"] = n,
        });
        return Encoding.UTF8.GetBytes(JsonSerializer.Serialize(events));
    }
}
