using System.Reflection;

namespace Campaigns.Functions.Doors;

/// <summary>The version of what runs here, as the build wrote it down: a number of CHANGELOG.md and the commit (empty where it was built without one).</summary>
public static class ProductVersion
{
    const int Short = 12;

    static readonly string[] Parts = (typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "").Split('+');

    public static string Number => Parts[0];
    public static string Commit => Parts.Length > 1 ? Parts[1][..Math.Min(Short, Parts[1].Length)] : "";
    public static string Whole => Commit.Length > 0 ? $"{Number} ({Commit})" : Number;
}
