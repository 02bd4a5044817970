using System.Text.Json;

namespace Azure.Data.Tables.Entities;

/// <summary>A property's name and its type annotation's name, encoded once.</summary>
internal readonly struct EdmName(string name)
{
    public JsonEncodedText Value { get; } = JsonEncodedText.Encode(name);

    public JsonEncodedText Annotation { get; } = JsonEncodedText.Encode(name + "@odata.type");
}

/// <summary>How values of one .NET type are written and read.</summary>
internal abstract class Edm<T>
{
    public abstract void Write(Utf8JsonWriter json, in EdmName name, T value);

    public abstract T Read(ref Utf8JsonReader json);
}

/// <summary>The types a table can hold.</summary>
internal static class Edm
{
    public static readonly JsonEncodedText Int64 = JsonEncodedText.Encode("Edm.Int64");
    public static readonly JsonEncodedText Double = JsonEncodedText.Encode("Edm.Double");
    public static readonly JsonEncodedText DateTime = JsonEncodedText.Encode("Edm.DateTime");
    public static readonly JsonEncodedText Guid = JsonEncodedText.Encode("Edm.Guid");
    public static readonly JsonEncodedText Binary = JsonEncodedText.Encode("Edm.Binary");

    private static readonly Dictionary<Type, object> Simple = new()
    {
        [typeof(string)] = new StringEdm(),
        [typeof(int)] = new Int32Edm(),
        [typeof(long)] = new Int64Edm(),
        [typeof(double)] = new DoubleEdm(),
        [typeof(bool)] = new BooleanEdm(),
        [typeof(Guid)] = new GuidEdm(),
        [typeof(DateTime)] = new DateTimeEdm(),
        [typeof(DateTimeOffset)] = new DateTimeOffsetEdm(),
        [typeof(byte[])] = new BytesEdm(),
        [typeof(BinaryData)] = new BinaryDataEdm(),
    };

    /// <summary>Null for a type that no table can hold.</summary>
    public static Edm<T>? For<T>() => (Edm<T>?)For(typeof(T));

    private static object? For(Type type)
    {
        if (Simple.TryGetValue(type, out var edm))
            return edm;
        if (type.IsEnum)
            return Activator.CreateInstance(typeof(EnumEdm<>).MakeGenericType(type));
        return Nullable.GetUnderlyingType(type) is { } inner && For(inner) is { } innerEdm
            ? Activator.CreateInstance(typeof(NullableEdm<>).MakeGenericType(inner), innerEdm)
            : null;
    }
}
