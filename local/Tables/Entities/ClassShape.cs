using System.Reflection;
using System.Runtime.Serialization;
using System.Text.Json;
using Azure.Data.Tables.Wire;

namespace Azure.Data.Tables.Entities;

/// <summary>A class of the caller's: its public properties, in their order, are the columns.
/// <see cref="IgnoreDataMemberAttribute"/> leaves one out, <see cref="DataMemberAttribute.Name"/> names one.</summary>
internal sealed class ClassShape(Type type) : EntityShape
{
    private readonly Column[] columns = [.. Columns(type)];

    public override void Read(ref Utf8JsonReader json, ITableEntity entity)
    {
        var next = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (ReadSystemProperty(ref json, entity))
                continue;
            if (Find(ref json, ref next) is { } column)
            {
                json.Read();
                column.Read(ref json, entity);
                continue;
            }
            json.Read();
            json.Skip();
        }
    }

    protected override int WriteProperties(Utf8JsonWriter json, ITableEntity entity)
    {
        var count = 0;
        foreach (var column in columns)
            count += column.Write(json, entity) ? 1 : 0;
        return count;
    }

    /// <summary>The service answers the columns in about the order they were written, so the search begins after the last one found.</summary>
    private Column? Find(ref Utf8JsonReader json, ref int next)
    {
        for (var tried = 0; tried < columns.Length; tried++)
        {
            var column = columns[next];
            next = next + 1 == columns.Length ? 0 : next + 1;
            if (json.ValueTextEquals(column.Utf8Name))
                return column;
        }
        return null;
    }

    private static IEnumerable<Column> Columns(Type type)
    {
        if (type.IsValueType || type.GetFields(BindingFlags.Public | BindingFlags.Instance).Length > 0)
            throw new NotSupportedException($"{type.Name} must be a class without public fields to be a table's row.");
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetIndexParameters().Length == 0 && p.GetMethod is { IsPublic: true } && !IsSystem(p))
            .Where(p => !p.IsDefined(typeof(IgnoreDataMemberAttribute)))
            .Select(Column.Of);
    }

    private static bool IsSystem(PropertyInfo property) => property.Name
        is PropertyNames.PartitionKey or PropertyNames.RowKey or PropertyNames.Timestamp or nameof(ITableEntity.ETag);
}
