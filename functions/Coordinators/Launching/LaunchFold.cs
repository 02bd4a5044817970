using Campaigns.Abuse;
using Campaigns.Functions.Pages;

namespace Campaigns.Functions.Coordinators.Launching;

/// <summary>What the launch form folds away: most campaigns take these fields as they are.</summary>
/// <param name="Name">The part of the resource keys <c>Launch_Fold_...</c>.</param>
/// <param name="Fields">With what stands in each as long as nobody chose otherwise.</param>
public sealed record LaunchFold(string Name, IReadOnlyList<(string Field, string Preset)> Fields)
{
    public static readonly LaunchFold Opening = new("opening", [("opensAt", ""), ("grace", ""), ("target", "")]);

    public static readonly LaunchFold Counting = new("counting", [("vetting", "none"), .. MailRules.None.Lists.Select(list => (list.Field, ""))]);

    public static readonly LaunchFold Names = new("names", [("publications", ""), ("publication", "public"), ("neutralMail", "no")]);

    public static readonly LaunchFold Reminders = new("reminders", [("reminders", "50%, PT1H"), ("urgent", "no")]);

    public static readonly LaunchFold Conditions = new("conditions",
    [
        ("minimumSignatures", ""), ("minimumCountries", ""), ("mustSign", ""), ("maximumObjections", ""), ("approval", "automatic"), ("secondApproval", "no"), ("whenMissed", "approval"), ("extendBy", ""),
    ]);

    public static readonly LaunchFold Letters = new("letters", [("covers", ""), (SenderHead.NameField, ""), (SenderHead.ContactField, "")]);

    public static readonly LaunchFold Rounds = new("rounds", [("rounds", ""), ("followUps", "")]);

    /// <param name="email">Of who launches: the reports go there.</param>
    public static LaunchFold Rest(string email) => new("rest", [("embargoUntil", ""), ("embargoExcept", ""), ("retention", Retention.Default), ("coordinator", email)]);

    /// <summary>The text in further languages, and who approved it.</summary>
    public static LaunchFold Languages(IEnumerable<string> fields) => new("languages", [("approvedBy", ""), .. fields.Select(field => (field, ""))]);

    public string Preset(string field) => Fields.First(one => one.Field == field).Preset;

    /// <summary>Whether it has to be seen: something in it is wrong, or was set by a template, a copy, or the person.</summary>
    public bool IsOpen(FormState form) => Fields.Any(one => form.Or(one.Field, one.Preset) != one.Preset || form.Of(one.Field).Any());
}
