using System.Collections.Immutable;

namespace Campaigns.Templates;

/// <summary>Fields of a launch, filled in for a kind of campaign.</summary>
/// <param name="Id"><c>S1</c> to <c>S9</c> for those that come with the product; otherwise a keyed hash of the name.</param>
/// <param name="Name">Of one that was saved; empty for those of the product, whose names are texts.</param>
public sealed record Template(string Id, string Name, ImmutableSortedDictionary<string, string> Fields)
{
    /// <summary>Comes with the product.</summary>
    public bool IsOurs => Name.Length == 0;
}

/// <summary>The templates of the product, one for each kind of campaign that the field runs.</summary>
public static class KnownTemplates
{
    /// <summary>In the order in which the launch form offers them.</summary>
    public static readonly ImmutableArray<Template> All =
    [
        // Urgent statement: hours, reminders by fractions, letters at the moment of close.
        Of("S1", ("window", "PT6H"), ("signatories", "organisations"), ("approval", "automatic"), ("reminders", "50%, 80%, PT30M"), ("urgent", "yes")),
        // Release appeal: invited organisations only, a threshold before the letters; offices that do not answer are reminded.
        Of("S2", ("window", "P7D"), ("signatories", "organisations"), ("vetting", "uninvited"), ("minimumSignatures", "50"), ("approval", "below-threshold"), ("reminders", "50%, P1D"),
            ("followUps", "P14D, P1M")),
        // Long campaign around an event: months, individuals beside organisations.
        Of("S3", ("window", "P10M"), ("signatories", "both"), ("approval", "always"), ("reminders", "P2M, P1M, P7D"), ("retention", "P2Y")),
        // For named prisoners: names may be withheld; where too few have signed, a week more, once.
        Of("S4", ("window", "P1M"), ("signatories", "organisations"), ("publication", "name-withheld"), ("neutralMail", "yes"), ("minimumSignatures", "100"),
            ("minimumCountries", "13"), ("approval", "below-threshold"), ("whenMissed", "extend"), ("extendBy", "P7D"), ("reminders", "50%, P3D"), ("retention", "P3M")),
        // Joint end-of-session statement: a deadline from outside; the text is agreed, the embargo is the day's.
        Of("S5", ("window", "P2D"), ("signatories", "organisations"), ("approval", "always"), ("maximumObjections", "0"), ("reminders", "50%, PT6H, PT1H")),
        // Statement to the participating States: many addressees, looked at by two people before the letters leave.
        Of("S6", ("window", "P2D"), ("signatories", "organisations"), ("vetting", "uninvited"), ("approval", "always"), ("secondApproval", "yes"), ("reminders", "50%, PT2H")),
        // Open declaration: no deadline, every accession vetted.
        Of("S7", ("window", "none"), ("signatories", "organisations"), ("vetting", "coordinator"), ("publications", "public"), ("publication", "public"), ("approval", "always"),
            ("reminders", ""), ("retention", "P10Y")),
        // Common position: members only, agreed before it is signed.
        Of("S8", ("window", "P14D"), ("signatories", "organisations"), ("vetting", "uninvited"), ("approval", "always"), ("maximumObjections", "0"), ("reminders", "50%, P2D")),
        // Alert on a defender at risk: minutes count; groups of addressees, each with words of its own above the text.
        Of("S9", ("window", "PT2H"), ("signatories", "organisations"), ("publication", "addressee-only"), ("neutralMail", "yes"), ("approval", "automatic"),
            ("reminders", "50%, PT20M"), ("urgent", "yes"), ("retention", "P3M"), ("covers", Alert)),
    ];

    /// <summary>To every group that has no words of its own.</summary>
    const string Alert =
        "; en; We write to you because a human rights defender is at risk and every hour counts. We ask you to act at once within your mandate, and to let us know what you have done.\n"
        + "; fr; Nous vous écrivons parce qu’une personne qui défend les droits humains est en danger et que chaque heure compte. Nous vous demandons d’agir sans délai dans le cadre de votre mandat et de nous dire ce que vous avez entrepris.\n"
        + "; ru; Мы обращаемся к вам, потому что правозащитник находится в опасности и дорог каждый час. Просим вас действовать незамедлительно в рамках ваших полномочий и сообщить нам, что предпринято.";

    static Template Of(string id, params (string Field, string Value)[] fields) =>
        new(id, "", fields.ToImmutableSortedDictionary(field => field.Field, field => field.Value, StringComparer.Ordinal));
}
