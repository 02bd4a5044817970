using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables.Entities;

internal sealed class StringEdm : Edm<string>
{
    public override void Write(Utf8JsonWriter json, in EdmName name, string value) => json.WriteString(name.Value, value);

    public override string Read(ref Utf8JsonReader json) => json.GetString()!;
}

internal sealed class Int32Edm : Edm<int>
{
    public override void Write(Utf8JsonWriter json, in EdmName name, int value) => json.WriteNumber(name.Value, value);

    public override int Read(ref Utf8JsonReader json) => json.GetInt32();
}

/// <summary>64 bits do not fit a JavaScript number, so they travel as text.</summary>
internal sealed class Int64Edm : Edm<long>
{
    public override void Write(Utf8JsonWriter json, in EdmName name, long value)
    {
        json.WriteString(name.Annotation, Edm.Int64);
        Span<byte> digits = stackalloc byte[20];
        value.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
        json.WriteString(name.Value, digits[..length]);
    }

    public override long Read(ref Utf8JsonReader json) => long.Parse(json.GetString()!, CultureInfo.InvariantCulture);
}

internal sealed class DoubleEdm : Edm<double>
{
    public override void Write(Utf8JsonWriter json, in EdmName name, double value)
    {
        json.WriteString(name.Annotation, Edm.Double);
        if (double.IsFinite(value))
            json.WriteNumber(name.Value, value);
        else
            json.WriteString(name.Value, value.ToString(CultureInfo.InvariantCulture));
    }

    public override double Read(ref Utf8JsonReader json) =>
        json.TokenType == JsonTokenType.String ? double.Parse(json.GetString()!, CultureInfo.InvariantCulture) : json.GetDouble();
}

internal sealed class BooleanEdm : Edm<bool>
{
    public override void Write(Utf8JsonWriter json, in EdmName name, bool value) => json.WriteBoolean(name.Value, value);

    public override bool Read(ref Utf8JsonReader json) => json.GetBoolean();
}

internal sealed class GuidEdm : Edm<Guid>
{
    public override void Write(Utf8JsonWriter json, in EdmName name, Guid value)
    {
        json.WriteString(name.Annotation, Edm.Guid);
        json.WriteString(name.Value, value);
    }

    public override Guid Read(ref Utf8JsonReader json) => json.GetGuid();
}

internal sealed class BytesEdm : Edm<byte[]>
{
    public override void Write(Utf8JsonWriter json, in EdmName name, byte[] value)
    {
        json.WriteString(name.Annotation, Edm.Binary);
        json.WriteBase64String(name.Value, value);
    }

    public override byte[] Read(ref Utf8JsonReader json) => json.GetBytesFromBase64();
}

internal sealed class BinaryDataEdm : Edm<BinaryData>
{
    public override void Write(Utf8JsonWriter json, in EdmName name, BinaryData value)
    {
        json.WriteString(name.Annotation, Edm.Binary);
        json.WriteBase64String(name.Value, value.ToMemory().Span);
    }

    public override BinaryData Read(ref Utf8JsonReader json) => new(json.GetBytesFromBase64());
}

/// <summary>Enums are stored by name, as text.</summary>
internal sealed class EnumEdm<T> : Edm<T>
    where T : struct, Enum
{
    public override void Write(Utf8JsonWriter json, in EdmName name, T value) => json.WriteString(name.Value, value.ToString());

    public override T Read(ref Utf8JsonReader json) => Enum.Parse<T>(json.GetString()!);
}

internal sealed class NullableEdm<T>(Edm<T> inner) : Edm<T?>
    where T : struct
{
    public override void Write(Utf8JsonWriter json, in EdmName name, T? value) => inner.Write(json, name, value!.Value);

    public override T? Read(ref Utf8JsonReader json) => inner.Read(ref json);
}
