namespace Campaigns.Tests.Fuzz;

/// <summary>Values that have broken programs before, and ways to spoil a good one. Markup carries an element by which it is known.</summary>
static class NastyTexts
{
    /// <summary>The element that no answer may hold.</summary>
    public const string Element = "fuzz-x";
    /// <summary>A header that no answer may have.</summary>
    public const string Header = "X-Fuzz";

    static readonly string[] Texts =
    [
        "", " ", "\t", "0", "-1", "1e999", "99999999999999999999", "NaN", "true", "null", "undefined", "[]", "{}", "{0}", "{{", "%", "%s%n", "${7*7}", "@(7*7)",
        $"<{Element}>", $"\"><{Element}>", $"'><{Element} onload=x>", $"</textarea><{Element}>", $"</title><{Element}>", $"--><{Element}>", $"<script>{Element}</script>",
        $"<img src=x onerror=alert(1)><{Element}>", "javascript:alert(1)", "data:text/html,x", $"[x](javascript:alert(1)) <{Element}>", "&lt;&#0;&amp;",
        $"a\r\n{Header}: 1", $"a\n{Header}: 1", $"a\r\nBcc: spy@example.org", "\0", "a\0b", "\u0001\u0008\u000b\u001f\u007f\u0085", "\u2028\u2029", "\u202Eabc", "\uFEFF", "\uFFFD", "\uFFFE\uFFFF",
        "\uD800", "\uDC00x", "\uD83D", "\U0001F600", "e\u0301\u0301\u0301", "\u1E9E\u0130\u0131", "\u0627\u0644\u0639\u0631\u0628", "Хельсинки", "ﷺ", "\uE000",
        "' or 1=1 --", "'; DROP TABLE x", "x' or PartitionKey ne '", "\"", "'", "\\", "/", "//example.org", "/\\example.org", "https://example.org/", "../../etc/passwd", "..%2f..%2f",
        "a@example.org", "a@@example.org", "a@example.org,b@example.org", "\"a b\"@example.org", "a@[127.0.0.1]", "a@xn--.org", "a@.org", "@", "a@localhost", "a@exämple.org",
        "PT6H", "P99999999999Y", "P1Y2M3W4DT5H6M7.123456789S", "-PT1H", "PT0S", "P", "2026-02-30T10:00", "9999-12-31T23:59", "0000-00-00T00:00", "2026-03-29T02:30", "2026-05-01T10:00+99:00",
        "Europe/Warsaw", "Mars/Olympus", "../UTC", "en", "fr", "zz", "en-US-x-y", "x-klingon", "i", "NO", "XX", "İ", "50%", "0%", "1000%", "50%, 50%", "%00", "%ff", "+", "a+b", "=", "&", ";",
        "a;b;c;d;e;f", "\"a;b", ";;;;;", "\"\"\"", "Minister; Ministry; AT; m@example.org; de; Dear", "on", "yes", "no", "public", "organisation", "both",
    ];

    public static string Any(Random random) => random.Next(12) switch
    {
        0 => new string("aй<\n\0\u0301"[random.Next(6)], random.Next(2) == 0 ? random.Next(1, 400) : random.Next(1, 40_000)),
        1 => string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => (char)random.Next(0x10000))),
        2 => string.Concat(Enumerable.Range(0, random.Next(2, 5)).Select(_ => Texts[random.Next(Texts.Length)])),
        _ => Texts[random.Next(Texts.Length)],
    };

    /// <summary>The value with something wrong with it.</summary>
    public static string Spoil(string value, Random random)
    {
        var at = random.Next(value.Length + 1);
        return random.Next(7) switch
        {
            0 => Any(random),
            1 => value[..at] + Any(random) + value[at..],
            2 => value[..at],
            3 => value + value,
            4 => value.ToUpperInvariant(),
            5 when at < value.Length => value[..at] + (char)(value[at] ^ (1 << random.Next(8))) + value[(at + 1)..],
            _ => " " + value + "\n",
        };
    }
}
