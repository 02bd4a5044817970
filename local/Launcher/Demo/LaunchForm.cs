namespace Campaigns.Local.Launcher.Demo;

/// <summary>What the coordinator of the story types into the launch form.</summary>
static class LaunchForm
{
    const string Statement = """
        Our colleague has watched trials in the region for eleven years. Last week the border service turned her back
        without giving a reason, hours before a hearing that she was to attend.

        **We ask the authorities** to lift the ban, to name its reason, and to let independent observers do their work.

        A trial that nobody may watch is not a public trial.
        """;

    const string StatementInFrench = """
        Notre collègue observe depuis onze ans les procès de la région. La semaine dernière, le service des frontières l'a
        refoulée sans donner de raison, quelques heures avant une audience à laquelle elle devait assister.

        **Nous demandons aux autorités** de lever cette interdiction, d'en donner le motif et de laisser travailler les
        observateurs indépendants.
        """;

    public static IEnumerable<(string, string)> Fields(string title, string window, string reminder, string coordinator) =>
    [
        ("title", title), ("language", "en"), ("statement", Statement), ("statement.fr", StatementInFrench),
        ("window", window), ("timeZone", "Europe/Warsaw"), ("signatories", "organisations"), ("vetting", "none"),
        ("minimumSignatures", "20"), ("minimumCountries", "10"), ("approval", "below-threshold"), ("reminders", reminder),
        ("addressees", Lines(Cast.Offices.Select(one => Line(one.Title, one.Body, one.Country, one.Email, one.Language, one.Salutation)))),
        ("invitations", Lines(Cast.Signers.Take(Cast.Invited).Concat(Cast.Silent).Select(one => Line(one.Name, one.Country, one.Person, one.Email, "en")))),
        ("coordinator", coordinator),
    ];

    static string Lines(IEnumerable<string> lines) => string.Join("\r\n", lines); // as a browser sends a text area

    static string Line(params string[] cells) => string.Join("; ", cells);
}
