using System.Text.RegularExpressions;
using System.Xml.Linq;
using Campaigns.Local.Launcher;

namespace Campaigns.Tests.Doors;

public sealed partial class TextTests
{
    internal static readonly string Functions = Path.Combine(Repository.Root, "functions");

    [Fact]
    public void Every_text_that_pages_and_doors_name_exists()
    {
        var known = Read("Pages.resx").Keys.Concat(Read("Desk.resx").Keys).Concat(Read("Staff.resx").Keys).ToHashSet();
        foreach (var file in Directory.EnumerateFiles(Functions, "*.*", SearchOption.AllDirectories).Where(IsSource))
        {
            var source = File.ReadAllText(file);
            foreach (Match named in NamedText().Matches(source))
                Assert.True(known.Contains(named.Groups[1].Value), $"{Path.GetFileName(file)} names {named.Groups[1].Value}");
            foreach (Match counted in CountedText().Matches(source))
                Assert.True(known.Contains(counted.Groups[1].Value + "_other"), $"{Path.GetFileName(file)} counts {counted.Groups[1].Value}");
        }
    }

    [Fact]
    public void Every_reason_for_refusing_a_field_can_be_said()
    {
        var documented = File.ReadAllText(Path.Combine(Repository.Root, "workflows", "Campaigns", "FieldError.cs"));
        var reasons = documented[documented.IndexOf("\"Reason\">", StringComparison.Ordinal)..documented.IndexOf("name=\"Line\"", StringComparison.Ordinal)];
        var known = Read("Pages.resx");
        var found = ReasonName().Matches(reasons).Select(reason => reason.Value).Where(name => name is not ("Reason" or "NB")).ToList();
        Assert.True(found.Count > 20);
        foreach (var reason in found) Assert.Contains("Error_" + reason, known.Keys);
    }

    [Theory]
    [MemberData(nameof(MeaningsOfLinks))]
    public void Every_meaning_of_a_link_can_be_said(string meaning)
    {
        var known = Read("Pages.resx");
        Assert.Contains($"Link_{meaning}_Title", known.Keys);
        Assert.Contains($"Link_{meaning}_Text", known.Keys);
    }

    public static TheoryData<string> MeaningsOfLinks() =>
        [.. Enum.GetNames<Signatures.SignLinkState>().Except(["Ready", "Signed", "InVetting"]).Concat(["Frozen", "Embargo", "NotMe", "Unchangeable"])];

    internal static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Path.Combine(Functions, "Pages", "Texts", file)).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    internal static bool IsSource(string file) =>
        (file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal)) &&
        !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    [GeneratedRegex(@"\b(?:T|texts)\[""([\w-]+)""[\],]")]
    private static partial Regex NamedText();

    [GeneratedRegex(@"\bCount\(""(\w+)""")]
    private static partial Regex CountedText();

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+\b")]
    private static partial Regex ReasonName();
}
