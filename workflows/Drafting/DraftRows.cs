using System.Globalization;

namespace Campaigns.Drafting;

/// <summary>Names of a draft's rows in the table <c>Campaigns</c>, partition: its id. Changing one loses what is stored under it.</summary>
static class DraftRows
{
    /// <summary>In the table <c>CampaignIndex</c>.</summary>
    public const string IndexPartition = "draft";
    public const string Draft = "draft";
    public const string Versions = "version|";
    public const string Comments = "comment|";
    public const string Copies = "copy|";
    /// <summary>Launch forms that wait for the text.</summary>
    public const string Launches = "launch|";

    public static string Version(string language, int number) => string.Create(CultureInfo.InvariantCulture, $"{VersionsOf(language)}{number:D4}");
    public static string VersionsOf(string language) => $"{Versions}{language}|";
    /// <summary>The id begins with the time, so that comments sort as they came.</summary>
    public static string Comment(string id) => Comments + id;
    public static string LaunchPieces(string plan) => $"{Launches}{plan}|";
    public static string LaunchPiece(string plan, int number) => string.Create(CultureInfo.InvariantCulture, $"{LaunchPieces(plan)}{number:D2}");
    public static string Copy(string language, string id) => $"{Copies}{language}|{id}";
}
