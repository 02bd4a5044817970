namespace Campaigns.Tests.Simulation;

/// <summary>Everything personal that people type holds this word, so that it is found wherever it stands in clear.</summary>
static class Marker
{
    public const string Word = "xq.zq";

    public static bool IsIn(string? text) => text?.Contains(Word, StringComparison.OrdinalIgnoreCase) == true;

    public static string Address(string who) => $"{Word}.{who}@example.org";

    public static string Name(string who) => $"Xq.Zq {who}";
}
