using System.Globalization;
using Azure.Data.Tables.Entities;

namespace Azure.Data.Tables.Filters;

/// <summary>Values as OData literals, each type in its own way of writing.</summary>
internal static class OdataLiteral
{
    public static string Filter(FormattableString filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var literals = Array.ConvertAll(filter.GetArguments(), value => (object)Of(value));
        return string.Format(CultureInfo.InvariantCulture, filter.Format, literals);
    }

    /// <exception cref="NotSupportedException">The type has no literal.</exception>
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => Quoted(text),
        char letter => Quoted(letter.ToString()),
        bool truth => truth ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        double number => Double(number),
        Guid id => $"guid'{id}'",
        DateTimeOffset instant => $"datetime'{instant.UtcDateTime:O}'",
        DateTime instant => $"datetime'{Instant.RequireUtc(instant):O}'",
        byte[] bytes => $"X'{Convert.ToHexStringLower(bytes)}'",
        BinaryData bytes => $"X'{Convert.ToHexStringLower(bytes.ToMemory().Span)}'",
        Enum named => Quoted(named.ToString()),
        _ => throw new NotSupportedException($"A filter cannot compare with a {value.GetType().Name}."),
    };

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A whole number keeps a decimal point, else the service would read an Int32.</summary>
    private static string Double(double number)
    {
        if (!double.IsFinite(number))
            throw new NotSupportedException("A filter cannot compare with NaN or infinity.");
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }
}
