using Campaigns.Language;

namespace Campaigns.Alarms;

/// <summary>The words of an alarm, the same on the page and in the mail. For staff, so in English; <c>docs/operations.md</c> repeats them.</summary>
public static class AlarmWords
{
    const string English = "en";

    /// <summary>In the place of a campaign's title, when no single campaign is concerned.</summary>
    public static string Everywhere => Texts.Get(English, "Alarm_Everywhere");

    /// <summary>What is wrong, in a sentence that begins with one word for it.</summary>
    public static string Say(Trouble trouble) => trouble.Kind switch
    {
        AlarmKind.Letters or AlarmKind.Mail or AlarmKind.Refused or AlarmKind.Clock or AlarmKind.Growing => Texts.Counted(English, $"Alarm_{trouble.Kind}", trouble.Count),
        AlarmKind.Failing => Texts.Get(English, "Alarm_Failing", Step(trouble), Texts.Counted(English, "Alarm_Tries", trouble.Count), trouble.Error),
        AlarmKind.StorageFailing or AlarmKind.StorageSlow => Texts.Get(English, $"Alarm_{trouble.Kind}", trouble.Count, trouble.Number),
        AlarmKind.Version or AlarmKind.Second => Texts.Get(English, Plural.Key(English, $"Alarm_{trouble.Kind}", trouble.Count), trouble.Count, trouble.Error),
        AlarmKind.Space => Texts.Get(English, "Alarm_Space", trouble.Count),
        AlarmKind.Returned => Texts.Get(English, "Alarm_Returned", trouble.Count, trouble.Number),
        AlarmKind.Lost => Texts.Get(English, "Alarm_Lost", Texts.Get(English, $"Alarm_Lost_{trouble.Status?.ToString() ?? "Missing"}")),
        _ => Texts.Get(English, $"Alarm_{trouble.Kind}", Step(trouble)),
    };

    /// <summary>What happens by itself, and what the operator can do.</summary>
    public static string Help(Trouble trouble) => Texts.Get(English, $"Alarm_{trouble.Kind}_Help");

    /// <summary>A step as part of a sentence: "sending reminder 2".</summary>
    public static string Step(StepKind kind, int number) => Texts.Get(English, $"Alarm_Step_{kind}", number);

    static string Step(Trouble trouble) => Step(trouble.Step, trouble.Number);
}
