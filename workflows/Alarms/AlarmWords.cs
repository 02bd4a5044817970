using Campaigns.Language;

namespace Campaigns.Alarms;

/// <summary>
/// The words of an alarm, the same on the page and in the mail. For operators, so in English; <c>docs/operations.md</c> repeats them.
/// What is wrong stands in the journal at the desk, too: that alone is said in the coordinator's language.
/// </summary>
public static class AlarmWords
{
    const string English = "en";

    /// <summary>In the place of a campaign's title, when no single campaign is concerned.</summary>
    public static string Everywhere => Texts.Get(English, "Alarm_Everywhere");

    /// <summary>What is wrong, in a sentence that begins with one word for it.</summary>
    public static string Say(Trouble trouble, string language = English) => trouble.Kind switch
    {
        AlarmKind.Letters or AlarmKind.Mail or AlarmKind.Refused or AlarmKind.Clock or AlarmKind.Growing => Texts.Counted(language, $"Alarm_{trouble.Kind}", trouble.Count),
        AlarmKind.Failing => Texts.Get(language, "Alarm_Failing", Step(trouble.Step, trouble.Number, language), Texts.Counted(language, "Alarm_Tries", trouble.Count), trouble.Error),
        AlarmKind.StorageFailing or AlarmKind.StorageSlow => Texts.Get(language, $"Alarm_{trouble.Kind}", trouble.Count, trouble.Number),
        AlarmKind.Version or AlarmKind.Second => Texts.Get(language, Plural.Key(language, $"Alarm_{trouble.Kind}", trouble.Count), trouble.Count, trouble.Error),
        AlarmKind.Space => Texts.Get(language, "Alarm_Space", trouble.Count),
        AlarmKind.Returned => Texts.Get(language, "Alarm_Returned", trouble.Count, trouble.Number),
        AlarmKind.Lost => Texts.Get(language, "Alarm_Lost", Texts.Get(language, $"Alarm_Lost_{trouble.Status?.ToString() ?? "Missing"}")),
        _ => Texts.Get(language, $"Alarm_{trouble.Kind}", Step(trouble.Step, trouble.Number, language)),
    };

    /// <summary>What happens by itself, and what the operator can do.</summary>
    public static string Help(Trouble trouble) => Texts.Get(English, $"Alarm_{trouble.Kind}_Help");

    /// <summary>A step as part of a sentence: "sending reminder 2".</summary>
    public static string Step(StepKind kind, int number, string language = English) => Texts.Get(language, $"Alarm_Step_{kind}", number);
}
