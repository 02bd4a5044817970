using System.Reflection;
using System.Runtime.Serialization;
using System.Text;
using System.Text.Json;

namespace Azure.Data.Tables.Entities;

/// <summary>One property of a row's class.</summary>
internal abstract class Column(string name)
{
    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

    public static Column Of(PropertyInfo property) => (Column)Activator.CreateInstance(
        typeof(Column<,>).MakeGenericType(property.ReflectedType!, property.PropertyType), property)!;

    public static string NameOf(MemberInfo property) => property.GetCustomAttribute<DataMemberAttribute>()?.Name ?? property.Name;

    /// <summary>Writes the value; false when it is null and so is not written.</summary>
    public abstract bool Write(Utf8JsonWriter json, ITableEntity entity);

    /// <summary>Reads the reader's current value.</summary>
    public abstract void Read(ref Utf8JsonReader json, ITableEntity entity);
}

/// <summary>Reads and writes without boxing and without reflection.</summary>
internal sealed class Column<TEntity, TValue> : Column
    where TEntity : class
{
    private readonly Func<TEntity, TValue> get;
    private readonly Action<TEntity, TValue>? set;
    private readonly Edm<TValue> edm;
    private readonly EdmName name;
    private readonly string where;

    public Column(PropertyInfo property)
        : base(NameOf(property))
    {
        get = property.GetMethod!.CreateDelegate<Func<TEntity, TValue>>();
        set = property.SetMethod is { IsPublic: true } setter ? setter.CreateDelegate<Action<TEntity, TValue>>() : null;
        where = $"{typeof(TEntity).Name}.{property.Name}";
        edm = Edm.For<TValue>() ?? throw new NotSupportedException($"{where}: a table cannot hold a {typeof(TValue).Name}.");
        name = new EdmName(NameOf(property));
    }

    public override bool Write(Utf8JsonWriter json, ITableEntity entity)
    {
        var value = get((TEntity)entity);
        if (value is null)
            return false;
        edm.Write(json, name, value);
        return true;
    }

    public override void Read(ref Utf8JsonReader json, ITableEntity entity)
    {
        if (set is null)
        {
            json.Skip();
            return;
        }
        try
        {
            set((TEntity)entity, json.TokenType == JsonTokenType.Null ? default! : edm.Read(ref json));
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidOperationException($"{where} is a {typeof(TValue).Name}; the stored property is of another type.", e);
        }
    }
}
