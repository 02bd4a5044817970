namespace Campaigns.Tests.Scenarios;

/// <summary>Somebody who may sign; made up.</summary>
public sealed record Signer(string Organisation, string Country, string Name, string Email)
{
    /// <summary>A line of the launch field <c>invitations</c>.</summary>
    public object Invitation => new { organisation = Organisation, country = Country, contact = Name, email = Email, language = "en" };
}

/// <summary>A made-up office that gets a letter.</summary>
public sealed record Office(string Title, string Body, string Country, string Email)
{
    public object Addressee => new { office = Title, body = Body, country = Country, email = Email, language = "en", salutation = "Your Excellency," };
}

/// <summary>Made-up organisations of 18 countries: scripts, quotes, commas and apostrophes as life brings them.</summary>
static class People
{
    static readonly string[] Countries = ["AM", "AZ", "BY", "CZ", "DE", "FR", "GE", "HU", "KZ", "LT", "MD", "NO", "PL", "RS", "RU", "SE", "TR", "UA"];

    static readonly string[] Names =
    [
        "Open Courts “Themis”", "Prisoners' Voice", "Right, Law & Order Watch", "Жінки за мир", "Союз «Память и право»", "Observatoire de l'équité",
        "Ένωση Ελευθερίας", "ადამიანის სახლი", "Fundacja Żywe Słowo", "Szabadság Műhely",
    ];

    /// <param name="mark">Keeps these people apart from those of another campaign, and findable in logs and tables.</param>
    public static IReadOnlyList<Signer> Of(string mark, int count) =>
        [.. Enumerable.Range(1, count).Select(n => new Signer(
            $"{Names[n % Names.Length]} {mark}{n:D2}", Countries[n % Countries.Length], $"Iryna Öström-{mark}{n:D2}", $"{mark.ToLowerInvariant()}{n:D2}@example.org"))];

    public static IReadOnlyList<Office> Offices(string mark, int count) =>
        [.. Enumerable.Range(1, count).Select(n => new Office(
            $"Minister of Justice {mark}{n:D2}", "Government; with a semicolon".Split(';')[0], Countries[n % Countries.Length], $"{mark.ToLowerInvariant()}-office{n:D2}@example.org"))];
}
