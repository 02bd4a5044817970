using System.Text.RegularExpressions;
using System.Xml.Linq;
using Campaigns.Language;
using Campaigns.Local.Launcher;

namespace Campaigns.Tests.Translating;

/// <summary>The texts that signatories read, as they stand in the resource files.</summary>
static partial class TextFile
{
    /// <summary>The pages' texts, and those of mails and letters.</summary>
    public static readonly string[] All = ["functions/Pages/Texts/Pages", "workflows/Texts/Texts"];

    public static Dictionary<string, string> English(string file) =>
        ForSignatories(Read(file + ".resx"));

    public static Dictionary<string, string> In(SpokenLanguage language, string file) =>
        language == SpokenLanguage.Default ? English(file) : ForSignatories(Read($"{file}.{language.Tag}.resx"));

    public static bool IsPlural(string key) => PluralEnding().IsMatch(key);

    public static string Stem(string key) => key[..key.LastIndexOf('_')];

    public static string Gaps(string text) => string.Join(' ', Gap().Matches(text).Select(gap => gap.Value).Distinct().Order());

    static Dictionary<string, string> ForSignatories(Dictionary<string, string> texts) =>
        texts.Where(text => !IsForStaff(text.Key)).ToDictionary(text => text.Key, text => text.Value);

    /// <summary>Alarms and rehearsals are read by staff, in fewer languages: DeskTextTests.</summary>
    public static bool IsForStaff(string key) => key.StartsWith("Alarm", StringComparison.Ordinal) || key.StartsWith("Mail_Alarm", StringComparison.Ordinal) || key.StartsWith("Rehearsal_", StringComparison.Ordinal);

    static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Path.Combine(Repository.Root, file)).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    [GeneratedRegex("_(zero|one|two|few|many|other)$")]
    private static partial Regex PluralEnding();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Gap();
}
