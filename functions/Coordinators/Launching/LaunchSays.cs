using Campaigns.Functions.Pages;
using Campaigns.Language;

namespace Campaigns.Functions.Coordinators.Launching;

/// <summary>Says in a line what is set in a folded part of the launch form: what was chosen, else what holds by itself.</summary>
sealed class LaunchSays(FormState form, Pages.Texts texts)
{
    public string Of(LaunchFold fold) => string.Join(" · ", Parts(fold).Where(part => part.Length > 0));

    IEnumerable<string> Parts(LaunchFold fold) => fold.Name switch
    {
        "languages" => Languages(fold),
        "opening" => [Or("opensAt", When, "AtOnce"), Or("grace", Duration, "NoGrace"), Or("target", Plain, "NoTarget")],
        "counting" => [Choice(fold, "vetting"), Domains(fold)],
        "names" => [Publications, Choice(fold, "publication"), Choice(fold, "neutralMail")],
        "reminders" => [Reminders(fold), Choice(fold, "urgent")],
        "conditions" => [.. Conditions(), Choice(fold, "approval"), form["secondApproval"] == "yes" ? T("secondApproval") : "", Missed],
        "letters" => [Lines("covers", "NoCovers"), Or(SenderHead.NameField, Plain, "UsualHead")],
        "rounds" => [Lines("rounds", "NoRounds"), Or("followUps", Durations, "NoFollowUps")],
        _ => [Or("embargoUntil", When, "NoEmbargo"), T("retention", Duration(form.Or("retention", Retention.Default))), T("coordinator", form.Or("coordinator", fold.Preset("coordinator")))],
    };

    IEnumerable<string> Languages(LaunchFold fold)
    {
        var also = fold.Fields.Select(one => one.Field).Where(field => field.Contains('.', StringComparison.Ordinal) && form[field].Length > 0)
            .Select(field => field.Split('.', 2)[1]).Distinct().Select(tag => LanguageNames.NameOr(tag, texts.Language)).ToList();
        return [also.Count == 0 ? T("OneLanguage") : T("languages", string.Join(", ", also)), Or("approvedBy", Plain, "ApprovedByNobody")];
    }

    IEnumerable<string> Conditions()
    {
        List<string> set = [.. new[] { "minimumSignatures", "minimumCountries", "mustSign", "maximumObjections" }.Where(name => form[name].Length > 0)
            .Select(name => T(name, name == "mustSign" ? $"{LinesIn(name)}" : form[name]))];
        return set.Count > 0 ? set : [T("NoConditions")];
    }

    string Missed => form["whenMissed"] is { Length: > 0 } and not "approval" ? T($"whenMissed_{form["whenMissed"]}", Duration(form["extendBy"])) : "";

    string Publications => form["publications"] switch
    {
        "" => T("publications_all"),
        "public" => T("publications_public"),
        var list when !list.Contains("public", StringComparison.Ordinal) => T("publications_hidden"),
        var list when !list.Contains("pseudonym", StringComparison.Ordinal) => T("publications_real"),
        _ => T("publications_all"),
    };

    string Domains(LaunchFold fold) => fold.Fields.Any(one => one.Field.EndsWith("Domains", StringComparison.Ordinal) && form[one.Field].Length > 0) ? T("domains") : "";

    string Reminders(LaunchFold fold) =>
        form.Or("reminders", fold.Preset("reminders")) is { Length: > 0 } set ? T("reminders", string.Join(", ", set.Split(',', StringSplitOptions.TrimEntries).Select(Reminder))) : T("NoReminders");

    string Reminder(string one) => IsoDuration.Read(one) is null ? one : T("before", Duration(one));

    string Choice(LaunchFold fold, string field) => T($"{field}_{form.Or(field, fold.Preset(field))}");

    string Or(string field, Func<string, string> say, string none) => form[field] is { Length: > 0 } set ? T(field, say(set)) : T(none);

    string Lines(string field, string none) => LinesIn(field) is > 0 and var lines ? T(field, $"{lines}") : T(none);

    int LinesIn(string field) => form[field].Split('\n').Count(line => !string.IsNullOrWhiteSpace(line));

    string Durations(string list) => string.Join(", ", list.Split(',', StringSplitOptions.TrimEntries).Select(Duration));

    /// <summary>In words; what is none, as it was typed.</summary>
    string Duration(string typed) => IsoDuration.Read(typed) is null ? typed : texts.SayDuration(typed);

    static string When(string typed) => typed.Replace('T', ' ');

    static string Plain(string typed) => typed;

    /// <summary>Nothing for a value that only a script can have given.</summary>
    string T(string key, string value = "") => texts.Has($"Launch_Says_{key}") ? texts[$"Launch_Says_{key}", value] : "";
}
