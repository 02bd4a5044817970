using System.Globalization;
using System.Text;
using QRCoder;

namespace Campaigns.Functions.Pages;

/// <summary>An address as a QR code in SVG: dark squares as one path, on white with the quiet zone of four squares that readers need.</summary>
static class QrCode
{
    /// <param name="label">What it leads to, for those who do not see it; escaped here.</param>
    public static string Svg(string address, string label)
    {
        using var generator = new QRCodeGenerator();
        // The matrix has the quiet zone around it. A quarter of the code may be smudged: posters hang in the rain.
        using var code = generator.CreateQrCode(address, QRCodeGenerator.ECCLevel.Q);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
            for (var x = 0; x < rows[y].Count; x++)
                if (rows[y][x]) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        return $"""<svg class="qr" role="img" aria-label="{System.Net.WebUtility.HtmlEncode(label)}" viewBox="0 0 {rows.Count} {rows.Count}" shape-rendering="crispEdges"><rect width="100%" height="100%" fill="#fff"/><path fill="#000" d="{path}"/></svg>""";
    }
}
