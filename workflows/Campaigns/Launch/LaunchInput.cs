using System.Collections.Immutable;
using System.Text.Json;

namespace Campaigns;

/// <summary>
/// What was posted to launch a campaign, before any check: single fields as text, list fields
/// (addressees, covers, invitations, mustSign, reminders, followUps, publications, the mail domains) as lines, or as rows of named cells when JSON gave objects.
/// </summary>
public sealed record LaunchInput(IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, IReadOnlyList<LaunchLine>> Lists)
{
    /// <summary>The field that says in which language coordinators get mail: of the page from which the campaign is launched.</summary>
    public const string CoordinatorLanguage = "coordinatorLanguage";

    internal static readonly ImmutableArray<string> FieldNames =
    [
        "title", "language", "statement", "window", "closesAt", "timeZone", "opensAt", "signatories", "vetting", "approval", "secondApproval",
        "minimumSignatures", "minimumCountries", "embargoUntil", "retention", "coordinator", CoordinatorLanguage, "publication", "neutralMail",
        "network", "target", "grace", "urgent", "maximumObjections", "whenMissed", "extendBy", "draft", LaunchLanguages.Approval, SenderHead.NameField, SenderHead.ContactField,
    ];

    internal static readonly ImmutableArray<string> ListNames = ["addressees", "covers", "invitations", LaunchConditions.MustSignField, "reminders", "followUps", LaunchRounds.Field, LaunchRounds.Except, "publications", "allowDomains", "holdDomains", "blockDomains"];

    /// <summary>Lists of single words, which may also stand in one line with commas.</summary>
    internal static bool IsOfWords(string list) => list is LaunchRounds.Except or "reminders" or "followUps" or "publications" or "allowDomains" or "holdDomains" or "blockDomains";

    /// <summary>Entries of a list that are looked at: one more than the longest may have, so that there are too many.</summary>
    internal static readonly int MostLines = Math.Max(Limits.Addressees, Limits.Invitations) + 1;

    /// <summary>Cells of an entry that are looked at: more than any has.</summary>
    internal const int MostCells = 20;

    /// <summary>What was wrong with the shape already (JSON only); <see cref="LaunchReader"/> reports it with the rest.</summary>
    public ImmutableArray<FieldError> Errors { get; init; } = [];

    /// <summary>From a posted form. Inputs that are none of the contract's are left out.</summary>
    public static LaunchInput FromForm(IReadOnlyDictionary<string, string> form) => new(
        form.Where(entry => IsField(entry.Key)).ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal),
        ListNames.ToDictionary(name => name, name => Lines(name, form.GetValueOrDefault(name, "")), StringComparer.Ordinal));

    /// <summary>From a JSON body: every wrong type, double or unknown name becomes one of <see cref="Errors"/>.</summary>
    public static LaunchInput FromJson(JsonElement body) => LaunchJson.Read(body);

    internal static bool IsField(string name) => FieldNames.Contains(name) || OfALanguage.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>A language tag follows.</summary>
    static readonly ImmutableArray<string> OfALanguage = ["statement.", LaunchLanguages.Titles, LaunchLanguages.Approval + "."];

    /// <summary>A list typed as text: one entry a line; single words by commas too. Line numbers count from 1 and count blank lines, which are left out.</summary>
    internal static IReadOnlyList<LaunchLine> Lines(string list, string text)
    {
        var entries = IsOfWords(list) ? text.ReplaceLineEndings(",").Split(',') : text.ReplaceLineEndings("\n").Split('\n');
        return [.. entries.Select((entry, index) => (Entry: entry, Number: index + 1)).Where(line => !string.IsNullOrWhiteSpace(line.Entry)).Take(MostLines)
            .Select(line => new LaunchLine(line.Number, line.Entry, null))];
    }
}

/// <summary>One entry of a list. Either <see cref="Text"/> (cells separated by semicolons) or <see cref="Cells"/> by column name.</summary>
public sealed record LaunchLine(int Line, string? Text, IReadOnlyDictionary<string, string>? Cells);
