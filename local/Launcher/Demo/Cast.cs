namespace Campaigns.Local.Launcher.Demo;

/// <summary>How much of its name an organisation shows; the values are the form's.</summary>
public static class Shown
{
    public const string ToAll = "public";
    public const string ToNobody = "name-withheld";
    public const string ToAddressees = "addressee-only";
}

/// <summary>An organisation of the story, acting through one person.</summary>
public sealed record Organisation(string Name, string Country, string Person, string Role, string Email, string Publication);

/// <summary>An office that is to get a letter.</summary>
public sealed record Office(string Title, string Body, string Country, string Email, string Language, string Salutation);

/// <summary>Who takes part in the walk. All of them are made up.</summary>
static class Cast
{
    /// <summary>37 organisations of 18 countries; these sign and stay.</summary>
    public static readonly IReadOnlyList<Organisation> Signers = [.. Names.Select(Signer)];

    /// <summary>How many of them were invited; the others find the public page by themselves.</summary>
    public const int Invited = 30;

    /// <summary>Three of the network who never answer.</summary>
    public static readonly IReadOnlyList<Organisation> Silent =
    [
        Of(101, "Harbour Legal Aid", "IE"), Of(102, "Centre for Open Courts", "PT"), Of(103, "Rights Desk of the Islands", "MT"),
    ];

    /// <summary>Fills in the form and opens the link only when the window has closed.</summary>
    public static readonly Organisation TooLate = Of(104, "Bureau of the Eleventh Hour", "GR");

    /// <summary>Signs, and takes it back.</summary>
    public static readonly Organisation ChangesItsMind = Of(105, "Forum of Second Thoughts", "ES");

    public static readonly IReadOnlyList<Office> Offices =
    [
        Office(1, "The Minister", "Ministry of Foreign Affairs", "NO", "en", "Excellency,"),
        Office(2, "The Minister of the Interior", "Ministry of the Interior", "PL", "en", "Dear Minister,"),
        Office(3, "Madame la Ministre", "Ministère des Affaires étrangères", "FR", "fr", "Madame la Ministre,"),
        Office(4, "The Head of Delegation", "Permanent Mission", "CH", "en", "Excellency,"),
        Office(5, "The Special Rapporteur", "Office for Defenders", "CH", "en", "Dear Special Rapporteur,"),
        Office(6, "The Director", "Border Service", "DE", "en", "Dear Director,"),
    ];

    static IEnumerable<(string Name, string Country)> Names =>
    [
        ("Northern Rights Watch", "NO"), ("Fjord Committee for Justice", "NO"), ("Committee of the Open Door", "PL"),
        ("Vistula Legal Clinic", "PL"), ("Free Word Circle", "PL"), ("Bureau for Fair Trial", "CZ"), ("Bohemian Defenders' Fund", "CZ"),
        ("House of Testimony", "HU"), ("Danube Monitoring Group", "HU"), ("Baltic Memory Centre", "LT"), ("Amber Coast Rights Forum", "LT"),
        ("Riga Circle of Jurists", "LV"), ("Estonian Listening Post", "EE"), ("Lake District Observers", "EE"), ("Thousand Lakes Solidarity", "FI"),
        ("Nordic Prison Visitors", "FI"), ("Archipelago Advocates", "SE"), ("Lund Table for Human Rights", "SE"), ("Rhine Society for Civil Liberty", "DE"),
        ("Elbe Women's Network", "DE"), ("Office of Silent Witnesses", "DE"), ("Seine Committee, Section East", "FR"), ("Maison de la Parole Libre", "FR"),
        ("Alpine Centre for Due Process", "AT"), ("Dialogue on Rights of the Inn", "AT"), ("Lamp of the Ringstrasse", "AT"), ("Low Countries Appeal", "NL"),
        ("Polder Press Freedom Group", "NL"), ("Caucasus Bridge", "GE"), ("Tbilisi School of Rights", "GE"), ("Ararat Legal Initiative", "AM"),
        ("Sevan Human Rights House", "AM"), ("Dniester Civic Hub", "MD"), ("Centre \"Voice of the Steppe\"", "UA"), ("Black Sea Documentation", "UA"),
        ("Sava Observatory", "RS"), ("Балканский круг", "RS"),
    ];

    static Organisation Signer((string Name, string Country) named, int index) =>
        Of(index + 1, named.Name, named.Country, index switch { 4 or 17 or 31 => Shown.ToNobody, 9 or 35 => Shown.ToAddressees, _ => Shown.ToAll });

    static Organisation Of(int number, string name, string country, string publication = Shown.ToAll) =>
        new(name, country, $"Representative {number}", "Director", $"office-{number}@organisations.example.org", publication);

    static Office Office(int number, string title, string body, string country, string language, string salutation) =>
        new(title, body, country, $"letters-{number}@offices.example.org", language, salutation);
}
