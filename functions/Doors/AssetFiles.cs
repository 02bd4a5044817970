using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Campaigns.Functions.Doors;

/// <summary>
/// Style, fonts and pictures, from the assembly itself. An address holds a hash of the content, so it may be kept for ever;
/// the style sheet's own references to fonts are rewritten to such addresses.
/// </summary>
public static class AssetFiles
{
    const string Prefix = "Campaigns.Functions.Pages.Assets.";

    static readonly Dictionary<string, string> Addresses = [];
    static readonly FrozenDictionary<string, Asset> ByName = Load();

    /// <summary>The address of the asset in the folder <c>Pages/Assets</c>.</summary>
    public static string Address(string file) => "/assets/" + Addresses[file];

    public static Asset? Find(string name) => ByName.GetValueOrDefault(name);

    static FrozenDictionary<string, Asset> Load()
    {
        var assets = new Dictionary<string, Asset>(StringComparer.Ordinal);
        var files = typeof(AssetFiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            // Fonts first: the style sheet names them.
            .Select(name => name[Prefix.Length..]).OrderBy(file => file.EndsWith(".css", StringComparison.Ordinal));
        foreach (var file in files)
        {
            var content = Content(file);
            var hashed = $"{Path.GetFileNameWithoutExtension(file)}.{Convert.ToHexStringLower(SHA256.HashData(content))[..12]}{Path.GetExtension(file)}";
            Addresses[file] = hashed;
            assets[hashed] = new Asset(new(content, CompressionLevel.SmallestSize), TypeOf(file));
        }
        return assets.ToFrozenDictionary(StringComparer.Ordinal);
    }

    static byte[] Content(string file)
    {
        var content = Resources.Read("Pages.Assets." + file);
        if (!file.EndsWith(".css", StringComparison.Ordinal)) return content;
        var css = Encoding.UTF8.GetString(content);
        foreach (var (name, hashed) in Addresses) css = css.Replace($"url({name})", $"url({hashed})", StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(css);
    }

    static string TypeOf(string file) => Path.GetExtension(file) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".woff2" => "font/woff2",
        var other => throw new InvalidOperationException($"No content type for {other}."),
    };
}

public sealed record Asset(Packed Content, string ContentType);
