using System.Globalization;
using System.Text.RegularExpressions;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Look;

/// <summary>The colours of the style sheet have the contrast that <c>docs/look.md</c> claims, in each of the four sets.</summary>
public sealed partial class TokenTests
{
    static readonly string Style = Sources.Read("functions/Pages/Assets/style.css");

    public static TheoryData<int, string, string, double> Claims()
    {
        var claims = new TheoryData<int, string, string, double>();
        foreach (Match row in Row().Matches(Sources.Read("docs/look.md")))
            for (var set = 0; set < 4; set++)
                claims.Add(set, row.Groups["colour"].Value, row.Groups["on"].Value, double.Parse(row.Groups[set < 2 ? "usual" : "more"].Value, CultureInfo.InvariantCulture));
        return claims;
    }

    [Theory]
    [MemberData(nameof(Claims))]
    public void A_colour_has_the_contrast_that_the_page_claims(int set, string colour, string on, double claimed)
    {
        var tokens = Sets()[set];
        Assert.True(Contrast(tokens[colour], tokens[on]) >= claimed, $"{colour} on {on} in set {set}: {Contrast(tokens[colour], tokens[on]):0.##}");
    }

    [Fact]
    public void Every_set_has_the_same_names_and_the_page_names_them_all()
    {
        Assert.All(Sets(), set => Assert.Equal(Sets()[0].Keys.Order(), set.Keys.Order()));
        var named = Claims().Select(claim => claim.Data).SelectMany(claim => new[] { claim.Item2, claim.Item3 }).Distinct();
        Assert.Equal(Sets()[0].Keys.Order(), named.Order());
    }

    /// <summary>Words that somebody has to read, and lines that somebody has to find: WCAG 2.2, 1.4.3 and 1.4.11.</summary>
    [Fact]
    public void The_page_claims_no_less_than_the_standard_asks()
    {
        foreach (var (_, colour, _, claimed) in Claims().Select(claim => claim.Data).Where(claim => claim.Item2 != "rule"))
            Assert.True(claimed >= (colour == "line" ? 3 : 4.5), colour);
    }

    /// <summary>Outside the sets a colour would be the same by day and by night. White and black are the QR code's and the paper's.</summary>
    [Fact]
    public void No_other_rule_names_a_colour() =>
        Assert.Empty(Hexadecimal().Matches(Style[Style.IndexOf("/* The letterhead */", StringComparison.Ordinal)..Style.IndexOf("@media print", StringComparison.Ordinal)]).Select(match => match.Value));

    static List<Dictionary<string, string>> Sets() => [.. Block().Matches(Style).Take(4)
        .Select(block => Token().Matches(block.Value).ToDictionary(token => token.Groups["name"].Value, token => token.Groups["value"].Value))];

    static double Contrast(string one, string other)
    {
        var (light, dark) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (light + 0.05) / (dark + 0.05);
    }

    static double Luminance(string colour) => 0.2126 * Linear(colour, 1) + 0.7152 * Linear(colour, 3) + 0.0722 * Linear(colour, 5);

    static double Linear(string colour, int at)
    {
        var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex(@"^\| `(?<colour>[a-z-]+)` \| `(?<on>[a-z-]+)` \| (?<usual>[\d.]+) \| (?<more>[\d.]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@":root \{[^}]*\}")]
    private static partial Regex Block();

    [GeneratedRegex("--(?<name>[a-z-]+): (?<value>#[0-9a-f]{6});")]
    private static partial Regex Token();

    [GeneratedRegex(@"#[0-9a-fA-F]{3,8}\b(?=[;\s)])")]
    private static partial Regex Hexadecimal();
}
