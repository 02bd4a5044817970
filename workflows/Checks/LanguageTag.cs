using System.Collections.Frozen;
using System.Globalization;

namespace Campaigns.Checks;

/// <summary>Language tags as far as statements and readers need them: language, script, region (BCP 47).</summary>
public static class LanguageTag
{
    /// <summary>ISO 639-1, and those three-letter languages that people of the field write in.</summary>
    const string Languages = """
        aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu
        fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr
        ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps
        pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz
        ve vi vo wa wo xh yi yo za zh zu
        ady arz ary ckb cnr crh csb fil gag haz hsb inh kab kbd kmr krc kum lez mdf mhr myv nog prs rom rue sah smn sms szl tab tyv udm xal
        """;

    static readonly FrozenSet<string> Known =
        Languages.Split((char[])[' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <param name="tag">In the usual spelling (<c>sr-Latn-ME</c>) when the result is true.</param>
    public static bool TryParse(string? text, out string tag)
    {
        tag = "";
        var parts = (text?.Trim() ?? "").Split('-');
        if (parts.Length > 3 || !parts.All(p => p.Length is > 1 and <= 4 && p.All(char.IsAsciiLetterOrDigit))) return false;
        var language = parts[0].ToLowerInvariant();
        if (!Known.Contains(language)) return false;
        tag = language;
        var rest = parts.AsSpan(1);
        if (rest is [{ Length: 4 } script, ..] && script.All(char.IsAsciiLetter))
        {
            tag += "-" + CultureInfo.InvariantCulture.TextInfo.ToTitleCase(script.ToLowerInvariant());
            rest = rest[1..];
        }
        if (rest is [var region] && IsRegion(region))
        {
            tag += "-" + region.ToUpperInvariant();
            rest = [];
        }
        return rest.IsEmpty;
    }

    static bool IsRegion(string part) => Country.TryParse(part, out _) || (part.Length == 3 && part.All(char.IsAsciiDigit));
}
