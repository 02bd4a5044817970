using System.Text.RegularExpressions;
using static Campaigns.Tests.Doors.TextTests;
using static Campaigns.Tests.Translating.TextFile;

namespace Campaigns.Tests.Doors;

/// <summary>What staff read: <c>Desk.resx</c> for coordinators, whole in three languages; <c>Staff.resx</c> for operators, in English.</summary>
public sealed partial class DeskTextTests
{
    static readonly string[] Files = ["Pages.resx", "Desk.resx", "Staff.resx"];

    [Theory]
    [InlineData("fr", "one", "many", "other")]
    [InlineData("ru", "one", "few", "many", "other")]
    public void Everything_a_coordinator_reads_is_there_in_every_language(string language, params string[] forms)
    {
        var english = Read("Desk.resx").Keys;
        var expected = english.Where(key => !IsPlural(key)).Concat(english.Where(IsPlural).Select(Stem).Distinct().SelectMany(stem => forms.Select(form => $"{stem}_{form}")));
        var translated = Read($"Desk.{language}.resx");
        Assert.Equal(expected.Order(), translated.Keys.Order());
        Assert.DoesNotContain(translated, text => string.IsNullOrWhiteSpace(text.Value));
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("ru")]
    public void A_translation_has_the_same_gaps_to_fill(string language)
    {
        var english = Read("Desk.resx");
        foreach (var (key, text) in Read($"Desk.{language}.resx"))
        {
            var original = english.GetValueOrDefault(IsPlural(key) ? $"{Stem(key)}_other" : key)!;
            // "Reminded once": in French and English the form of one may do without its number, in Russian it serves 21 as well.
            var spelledOut = language == "fr" && key.EndsWith("_one", StringComparison.Ordinal) && Gaps(original) == "{0}" && Gaps(text).Length == 0;
            Assert.True(spelledOut || Gaps(original) == Gaps(text), $"{key} in {language}: {text}");
        }
    }

    [Fact]
    public void French_has_its_spaces_and_quotation_marks()
    {
        foreach (var (key, text) in Read("Desk.fr.resx"))
            Assert.False(WrongInFrench().IsMatch(text), $"{key}: {text}");
    }

    [Fact]
    public void No_text_stands_in_two_files()
    {
        var twice = Files.SelectMany(file => Read(file).Keys).GroupBy(key => key, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1).Select(same => same.Key);
        Assert.Empty(twice);
    }

    [Theory]
    [InlineData("Desk.resx")]
    [InlineData("Staff.resx")]
    public void No_text_is_there_for_nobody(string file)
    {
        var named = Sources.SelectMany(Names).ToHashSet();
        Assert.DoesNotContain(Read(file).Keys, key => !IsNamed(key, named));
    }

    /// <summary>Whoever adds a text for coordinators to the operators' file leaves two languages without it.</summary>
    [Fact]
    public void Pages_of_coordinators_take_nothing_from_the_operators_file()
    {
        var operators = Read("Staff.resx").Keys.ToHashSet();
        foreach (var file in Sources.Where(file => !IsForOperators(file)))
        {
            var wrong = Whole().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)
                .Where(name => operators.Contains(name) || operators.Contains(name + "_other")).ToList();
            Assert.True(wrong.Count == 0, $"{Path.GetFileName(file)} is read by coordinators, and these belong into Desk.resx, Desk.fr.resx and Desk.ru.resx: {string.Join(", ", wrong)}");
        }
    }

    static IEnumerable<string> Sources => Directory.EnumerateFiles(TextTests.Functions, "*.*", SearchOption.AllDirectories).Where(IsSource);

    static bool IsForOperators(string file) =>
        file.Contains($"{Path.DirectorySeparatorChar}Operators{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        || Path.GetFileName(file) is "PeoplePage.razor";

    static bool IsNamed(string key, HashSet<string> named) =>
        named.Contains(key) || (IsPlural(key) && named.Contains(Stem(key)))
        || Enumerable.Range(1, key.Length - 1).Any(length => key[length - 1] == '_' && named.Contains(key[..length]));

    /// <summary>Names in quotation marks, and beginnings of names: <c>"Phase_" + phase</c>, <c>$"Ahead_{step}"</c>.</summary>
    static IEnumerable<string> Names(string file)
    {
        var source = File.ReadAllText(file);
        return Whole().Matches(source).Concat(Beginning().Matches(source)).Select(match => match.Groups[1].Value);
    }

    [GeneratedRegex(@"""([\w-]+)""")]
    private static partial Regex Whole();

    [GeneratedRegex(@"""([A-Z]\w*_)(?:\{|"")")]
    private static partial Regex Beginning();

    [GeneratedRegex(@"['""]|[ \u00a0][;:!?»]|«[ \u00a0]|\w[!?»]")]
    private static partial Regex WrongInFrench();
}
