using System.Net;
using Microsoft.Playwright;

namespace Campaigns.Tests.House;

/// <summary>
/// If <c>CAMPAIGNS_PICTURES</c> names a folder, the tests that have a browser put what they see there, for somebody to look at.
/// Sets of them can be laid out as a sheet beside them.
/// </summary>
static class Pictures
{
    static readonly string? Folder = Environment.GetEnvironmentVariable("CAMPAIGNS_PICTURES") is { Length: > 0 } named ? named : null;

    /// <param name="name">Of the file, without its ending.</param>
    public static async Task TakeAsync(IPage page, string name)
    {
        if (Folder is null) return;
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name + ".png"), FullPage = true });
    }

    /// <summary>One row for each page, one picture for each screen; the names of the files begin with <paramref name="prefix"/> and have <c>~</c> before the screen's.</summary>
    public static async Task LayOutAsync(string prefix)
    {
        if (Folder is null) return;
        var rows = Directory.GetFiles(Folder, $"{prefix}*~*.png").Select(file => Path.GetFileName(file)).GroupBy(file => file.Split('~')[0]).OrderBy(row => row.Key, StringComparer.Ordinal);
        var sheet = rows.Select(row => $"<h2>{WebUtility.HtmlEncode(row.Key)}</h2><p>{string.Concat(row.Order(StringComparer.Ordinal).Select(file => $"<a href=\"{Uri.EscapeDataString(file)}\"><img src=\"{Uri.EscapeDataString(file)}\" alt=\"\" loading=\"lazy\"></a>"))}</p>");
        const string Style = "img { height: 30rem; margin: .3rem; border: 1px solid gray; vertical-align: top }";
        await File.WriteAllTextAsync(Path.Combine(Folder, $"sheet-{prefix}.html"), $"<!DOCTYPE html><meta charset=\"utf-8\"><title>{prefix}</title><style>{Style}</style>{string.Concat(sheet)}");
    }
}
