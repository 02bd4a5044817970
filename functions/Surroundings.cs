using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Campaigns.Functions;

/// <summary>
/// What may be missing around the app in Azure and never on a laptop. The start is refused with a sentence that says what, because the app
/// would run without it, and wrongly.
/// </summary>
static class Surroundings
{
    const string VaultReference = "@Microsoft.KeyVault(";

    /// <exception cref="InvalidOperationException">A secret was not read from the vault, or the machine knows no languages.</exception>
    public static void Require(IConfiguration configuration, Func<string, CultureInfo> cultures)
    {
        // A reference that the platform could not follow arrives as it stands: as a key, that would be a text which anybody can guess.
        var open = configuration.AsEnumerable().Where(one => one.Value?.TrimStart().StartsWith(VaultReference, StringComparison.OrdinalIgnoreCase) == true)
            .Select(one => one.Key.Replace(":", "__", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        if (open.Count > 0)
            throw new InvalidOperationException($"Not read from the Key Vault: {string.Join(", ", open)}. Is each secret there, and may the app's identity read it (role Key Vault Secrets User)?");
        if (!KnowsLanguages(cultures))
            throw new InvalidOperationException("This machine knows no languages (ICU is missing, or DOTNET_SYSTEM_GLOBALIZATION_INVARIANT is set): dates, countries and sorted names would be wrong.");
    }

    static bool KnowsLanguages(Func<string, CultureInfo> cultures)
    {
        try
        {
            return cultures("fr").DateTimeFormat.GetMonthName(1) == "janvier";
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }
}
