using System.Text.Json;

namespace Campaigns.Tests.Life;

/// <summary>A launch that passes, to spoil one field at a time.</summary>
static class Launches
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static Dictionary<string, string> Form(params (string Field, string? Value)[] changes)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["title"] = "Let him enter",
            ["language"] = "en",
            ["statement"] = "We ask *the government* to let our colleague enter.",
            ["window"] = "PT6H",
            ["coordinator"] = "coordinator@example.org",
            ["addressees"] = "Minister; Ministry of Foreign Affairs; AT; minister@example.org; de; Dear Minister",
            ["invitations"] = "Sample Committee; NO; Kari Example; kari@example.org; en\nOther House; PL; Jan Example; jan@example.org; en",
            ["reminders"] = "50%, PT1H",
        };
        foreach (var (field, value) in changes)
            if (value is null) form.Remove(field);
            else form[field] = value;
        return form;
    }

    public static Checked<CampaignDraft> Read(params (string Field, string? Value)[] changes) =>
        LaunchReader.Read(LaunchInput.FromForm(Form(changes)), Now);

    public static Checked<CampaignDraft> ReadJson(string json)
    {
        using var document = JsonDocument.Parse(json);
        return LaunchReader.Read(LaunchInput.FromJson(document.RootElement), Now);
    }

    /// <summary>All errors as <c>field:line.column Reason(arguments)</c>.</summary>
    public static string Said<T>(Checked<T> result) where T : class => string.Join("\n", result.Errors.Select(error => Said(error)));

    static string Said(FieldError error)
    {
        var column = error.Column is null ? "" : $".{error.Column}";
        var line = error.Line is null ? "" : $":{error.Line}{column}";
        var arguments = error.Arguments.IsEmpty ? "" : $"({string.Join("|", error.Arguments)})";
        return $"{error.Field}{line} {error.Reason}{arguments}";
    }
}
