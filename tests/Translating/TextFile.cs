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
        Signatories(Read(file + ".resx"));

    public static Dictionary<string, string> In(SpokenLanguage language, string file) =>
        language == SpokenLanguage.Default ? English(file) : Signatories(Read($"{file}.{language.Tag}.resx"));

    public static bool IsPlural(string key) => PluralEnding().IsMatch(key);

    public static string Stem(string key) => key[..key.LastIndexOf('_')];

    public static string Gaps(string text) => string.Join(' ', Gap().Matches(text).Select(gap => gap.Value).Distinct().Order());

    static Dictionary<string, string> Signatories(Dictionary<string, string> texts) =>
        texts.Where(text => !IsForOperators(text.Key)).ToDictionary(text => text.Key, text => text.Value);

    /// <summary>Operators read alarms in English, coordinators in the languages of their desk; no signatory does.</summary>
    public static bool IsForOperators(string key) => key.StartsWith("Alarm_", StringComparison.Ordinal) || key.StartsWith("Mail_Alarm", StringComparison.Ordinal);

    static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Path.Combine(Repository.Root, file)).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    [GeneratedRegex("_(zero|one|two|few|many|other)$")]
    private static partial Regex PluralEnding();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Gap();
}
