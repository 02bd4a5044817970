using System.Collections.Immutable;
using Campaigns.Checks;

namespace Campaigns;

/// <summary>The cells of one entry, by column; what is wrong goes to the launch's errors with line and column.</summary>
sealed class LaunchRow(LaunchFields fields, string list, int line, IReadOnlyDictionary<string, string> cells)
{
    EmailAddress email;

    public string Text(string column, bool required = true, int limit = Limits.Name)
    {
        var text = SingleLine.Read(Cell(column), limit, required, out var reason);
        if (reason is not null) Refuse(column, reason, reason == "TooLong" ? [LaunchFields.Number(limit)] : []);
        return text;
    }

    public string Country()
    {
        if (Checks.Country.TryParse(Cell("country"), out var code)) return code;
        Refuse("country", Cell("country").Length == 0 ? "Required" : "NotACountry");
        return "";
    }

    public string Email()
    {
        if (EmailAddress.TryParse(Cell("email"), out email)) return email.Address;
        Refuse("email", Cell("email").Length == 0 ? "Required" : "NotAnAddress");
        return "";
    }

    /// <summary>Addresses with <c>|</c> between, without <paramref name="main"/> and without those that are there twice; null for none.</summary>
    public ImmutableArray<string>? Addresses(string column, string main)
    {
        var typed = Cell(column).Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (typed.Length > Limits.AddressesOfAnOffice) Refuse(column, "TooMany", LaunchFields.Number(Limits.AddressesOfAnOffice));
        var addresses = ImmutableArray.CreateBuilder<string>();
        foreach (var one in typed.Take(Limits.AddressesOfAnOffice))
            if (!EmailAddress.TryParse(one, out var address)) Refuse(column, "NotAnAddress");
            else if (address.Address != main && !addresses.Contains(address.Address)) addresses.Add(address.Address);
        return addresses.Count > 0 ? addresses.ToImmutable() : null;
    }

    /// <summary>The reader's language; the campaign's own where the cell is empty.</summary>
    public string Language(string fallback)
    {
        if (Cell("language").Length == 0 || LanguageTag.TryParse(Cell("language"), out fallback!)) return fallback;
        Refuse("language", "NotALanguage");
        return "";
    }

    public void RefuseDuplicate(Dictionary<string, int> addresses)
    {
        if (email.Key is { } key && !addresses.TryAdd(key, line)) Refuse("email", "Duplicate", LaunchFields.Number(addresses[key]));
    }

    string Cell(string column) => cells.GetValueOrDefault(column, "").Trim();

    public void Refuse(string column, string reason, params string[] arguments)
    {
        // JSON that gave the cell a wrong type has been told so.
        if (!fields.Input.Errors.Any(earlier => earlier.Field == list && earlier.Line == line && earlier.Column == column))
            fields.Refuse(FieldError.At(line, list, reason, arguments) with { Column = column });
    }
}
