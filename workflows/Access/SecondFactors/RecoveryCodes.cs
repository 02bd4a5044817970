using System.Security.Cryptography;
using Campaigns.Storage;

namespace Campaigns.Access.SecondFactors;

/// <summary>Codes on paper, for who has lost the telephone: each serves once.</summary>
static class RecoveryCodes
{
    public const int Count = 10;
    const int Half = 5; // two groups of five characters, 50 bits

    /// <summary>As they are shown, such as <c>k7qf2-m9xa3</c>.</summary>
    public static string[] New() => [.. Enumerable.Range(0, Count).Select(_ => One())];

    static string One()
    {
        var text = Base32.Encode(RandomNumberGenerator.GetBytes(7));
        return $"{text[..Half]}-{text[Half..(2 * Half)]}";
    }

    /// <summary>What was typed, whatever its spaces, hyphens and capitals; codes of the clock too.</summary>
    public static string Plain(string typed) => string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
