using System.Globalization;
using System.Text;

namespace Azure.Data.Tables.Wire;

/// <summary>The query part of an address; absent values are left out.</summary>
internal sealed class QueryText
{
    private readonly StringBuilder text = new();

    public QueryText Add(string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
            return this;
        text.Append(text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    public QueryText Add(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public override string ToString() => text.ToString();
}
