using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables.Entities;

/// <summary>An instant, in UTC, to 100 ns. The service takes years from 1601 on.</summary>
internal sealed class DateTimeOffsetEdm : Edm<DateTimeOffset>
{
    public override void Write(Utf8JsonWriter json, in EdmName name, DateTimeOffset value) => Instant.Write(json, name, value.UtcDateTime);

    public override DateTimeOffset Read(ref Utf8JsonReader json) => json.GetDateTimeOffset();
}

/// <summary>As the official package: only <see cref="DateTimeKind.Utc"/>, because any other kind hides an assumption about a zone.</summary>
internal sealed class DateTimeEdm : Edm<DateTime>
{
    public override void Write(Utf8JsonWriter json, in EdmName name, DateTime value) => Instant.Write(json, name, Instant.RequireUtc(value));

    public override DateTime Read(ref Utf8JsonReader json) => json.GetDateTime();
}

internal static class Instant
{
    public static DateTime RequireUtc(DateTime value) => value.Kind == DateTimeKind.Utc
        ? value
        : throw new NotSupportedException($"A DateTime of kind {value.Kind} cannot be stored or compared with; it must be Utc.");

    public static void Write(Utf8JsonWriter json, in EdmName name, DateTime utc)
    {
        json.WriteString(name.Annotation, Edm.DateTime);
        Span<byte> text = stackalloc byte[32];
        utc.TryFormat(text, out var length, "O", CultureInfo.InvariantCulture);
        json.WriteString(name.Value, text[..length]);
    }
}
